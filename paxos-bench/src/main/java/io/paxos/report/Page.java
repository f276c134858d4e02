package io.paxos.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A self-contained HTML page, written from top to bottom: it loads nothing, and looks right on
 * paper, on a light and on a dark screen. Confined to one thread.
 */
public final class Page {
  private final String title;
  private final StringBuilder body = new StringBuilder();

  /** An empty page. */
  public Page(String title) {
    this.title = title;
    heading(1, title);
  }

  /** Begins a section. */
  public Page section(String heading) {
    return heading(2, heading);
  }

  /** Begins a section of a section. */
  public Page subsection(String heading) {
    return heading(3, heading);
  }

  private Page heading(int level, String text) {
    return add("<h%d>%s</h%d>%n".formatted(level, Markup.escape(text), level));
  }

  /** Adds a paragraph of text. */
  public Page paragraph(String text) {
    return add("<p>%s</p>%n".formatted(Markup.escape(text)));
  }

  /** Adds lines as they are, such as a command. */
  public Page code(String text) {
    return add("<pre>%s</pre>%n".formatted(Markup.escape(text)));
  }

  /** Adds a table. */
  public Page table(Table table) {
    return add("<div class=\"wide\">%n%s</div>%n".formatted(table.html()));
  }

  /** Adds a chart. */
  public Page chart(Chart chart) {
    return add("<figure>%n%s%n</figure>%n".formatted(chart.svg()));
  }

  private Page add(String element) {
    body.append(element);
    return this;
  }

  /** The page as text. */
  public String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        %s</body>
        </html>
        """
        .formatted(Markup.escape(title), style(), body);
  }

  private static String style() {
    try (InputStream file = Page.class.getResourceAsStream("page.css")) {
      if (file == null) {
        throw new IllegalStateException("page.css is not beside its class");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Writes the page to a file, in place of what was there. */
  public void writeTo(Path file) throws IOException {
    Files.writeString(file, html());
  }
}

package io.paxos.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/safety.md} names is there: every file that a link leads to, and in it every
 * method, test, or type that the link is called by.
 */
class SafetyDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/safety.md");
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\(([^)#]+)[^)]*\\)");
  private static final Pattern UNLINKED = Pattern.compile("(?<!\\[)`[A-Z]\\w+\\.\\w+`");

  private record Link(String text, Path target) {
    Link(MatchResult match) {
      this(match.group(1).replace("`", ""), DOCUMENT.resolveSibling(match.group(2)));
    }

    boolean isOfCode() {
      return target.toString().endsWith(".java");
    }
  }

  @Test
  void every_link_leads_to_a_file_that_is_there() throws IOException {
    assertThat(links())
        .hasSizeGreaterThan(100)
        .allMatch(link -> Files.isRegularFile(link.target()));
  }

  @Test
  void a_link_to_code_is_called_by_what_is_declared_there() throws IOException {
    for (Link link : links().stream().filter(Link::isOfCode).toList()) {
      String name = link.text().substring(link.text().lastIndexOf('.') + 1);
      String code = Files.readString(link.target());
      assertThat(declares(code, name)).as("%s in %s", link.text(), link.target()).isTrue();
    }
  }

  @Test
  void code_is_named_by_links_only() throws IOException {
    assertThat(UNLINKED.matcher(Files.readString(DOCUMENT)).results().map(MatchResult::group))
        .isEmpty();
  }

  @Test
  void every_scenario_is_named() throws IOException {
    assertThat(linked()).containsAll(resources("scenarios"));
  }

  @Test
  void every_mutant_is_named() throws IOException {
    assertThat(linked()).containsAll(resources("mutants"));
  }

  private static boolean declares(String code, String name) {
    String type = "\\b(class|interface|record|enum) " + name + "\\b";
    String method = "(?m)^ +(?!return\\b)[\\w<][^=;\"]*\\b" + name + "\\(";
    String component = "\\b(long|boolean|[A-Z][\\w<>]*) " + name + "[,)]";
    return Stream.of(type, method, component)
        .anyMatch(declaration -> Pattern.compile(declaration).matcher(code).find());
  }

  private static List<Path> linked() throws IOException {
    return links().stream().map(link -> link.target().toAbsolutePath().normalize()).toList();
  }

  private static List<Path> resources(String directory) throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(directory))) {
      return files.map(file -> file.toAbsolutePath().normalize()).toList();
    }
  }

  private static List<Link> links() throws IOException {
    return LINK.matcher(Files.readString(DOCUMENT)).results().map(Link::new).toList();
  }
}

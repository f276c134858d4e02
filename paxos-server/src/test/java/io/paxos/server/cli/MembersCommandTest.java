package io.paxos.server.cli;

import static io.paxos.server.wire.Wire.get;
import static io.paxos.server.wire.Wire.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.server.config.Secret;
import io.paxos.server.wire.Api;
import io.paxos.server.wire.MoodyAcceptor.Mood;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MembersCommandTest {
  private static final String D = "d=http://127.0.0.1:9004";

  private final Api api = Api.started();

  /** How a command ended. */
  private record Ended(int code, String out, String err) {}

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void members_are_listed() {
    api.acceptors().get(2).become(Mood.DEAF);
    Ended list = run("list");
    assertThat(list.code()).isZero();
    assertThat(list.out())
        .hasLineCount(4)
        .containsPattern("a +yes +yes")
        .containsPattern("c +yes +NO");
  }

  @Test
  void a_member_is_added_and_waited_for_and_removed() {
    api.send(put("/v1/registers/k", "v"));
    api.place("http://127.0.0.1:9004");
    api.startMembership();
    Ended added = run("add", D);
    assertThat(added.code()).as("%s", added).isZero();
    assertThat(added.out())
        .startsWith("begun in era 2: [a, b, c] to [a, b, c, d]\n")
        .endsWith("done: the members are [a, b, c, d]\n");
    Ended removed = run("remove", "a", "b", "--prepare", "2", "--accept", "1");
    assertThat(removed.code()).as("%s", removed).isZero();
    assertThat(run("status").out()).contains("quorums of 2 to prepare and 1 to accept");
    assertThat(api.send(get("/v1/registers/k")).body()).isEqualTo("v");
  }

  @Test
  void a_change_that_nobody_carries_on_is_not_waited_for_if_so_asked_and_turned_back() {
    api.place("http://127.0.0.1:9004");
    Ended begun = run("add", D, "--no-wait");
    assertThat(begun.code()).isZero();
    assertThat(begun.out()).hasLineCount(1);
    assertThat(run("status").out())
        .contains("era 2, copying", "under way since era 2: [a, b, c] to [a, b, c, d]")
        .containsPattern("d +not yet +yes");
    Ended second = run("remove", "a");
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.err()).contains("under way since era 2");
    Ended aborted = run("abort");
    assertThat(aborted.code()).isZero();
    assertThat(aborted.out()).contains("turned back: the members are still [a, b, c]");
    assertThat(run("abort").err()).contains("no change of membership is under way");
  }

  @Test
  void a_wiped_member_is_replaced() {
    api.place("memory:c");
    api.startMembership();
    Ended replaced = run("replace", "c");
    assertThat(replaced.code()).as("%s", replaced).isZero();
    assertThat(replaced.out()).endsWith("done: the members are [a, b, c]\n");
  }

  @Test
  void what_is_wrong_is_told_in_one_line() {
    assertThat(run("remove", "x").err())
        .startsWith("paxos: there is no acceptor x to remove")
        .hasLineCount(1);
    assertThat(run("add", "d").err())
        .startsWith("paxos: \"d\" is not NAME=ADDRESS")
        .hasLineCount(1);
    assertThat(run("remove", "a", "--accept", "1").err()).contains("given together");
    assertThat(run("list", "--server", "nowhere").err()).contains("is not a URL");
    assertThat(run("list", "--server", "http://127.0.0.1:1").err())
        .startsWith("paxos: no node listens at http://127.0.0.1:1 ")
        .hasLineCount(1);
    assertThat(run("add").code()).isEqualTo(2);
    assertThat(run().code()).isEqualTo(2);
  }

  @Test
  void the_secret_is_shown_where_it_is_asked_for(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "a secret of the tests\n");
    try (Api guarded = Api.started(new Secret("a secret of the tests"))) {
      assertThat(run(guarded, "remove", "a", "--no-wait").err()).contains("--cluster-secret-file");
      assertThat(
              run(guarded, "remove", "a", "--no-wait", "--cluster-secret-file", file.toString())
                  .code())
          .isZero();
    }
  }

  private Ended run(String... arguments) {
    return run(api, arguments);
  }

  private static Ended run(Api server, String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    if (!words.isEmpty() && !words.contains("--server")) {
      words.addAll(1, List.of("--server", server.url()));
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new MembersCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(words.toArray(String[]::new));
    return new Ended(code, out.toString(), err.toString());
  }
}

package io.paxos.server.membership;

import static io.paxos.server.wire.Wire.delete;
import static io.paxos.server.wire.Wire.get;
import static io.paxos.server.wire.Wire.post;
import static io.paxos.server.wire.Wire.put;
import static io.paxos.server.wire.Wire.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paxos.protocol.Configuration;
import io.paxos.server.config.Secret;
import io.paxos.server.wire.Api;
import io.paxos.server.wire.Exchanged;
import io.paxos.server.wire.MoodyAcceptor;
import io.paxos.server.wire.MoodyAcceptor.Mood;
import io.paxos.server.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterRoutesTest {
  private static final String CHANGES = "/v1/cluster/changes";
  private static final String D = "http://127.0.0.1:9004";
  private static final String ADD_D = "{\"add\":[{\"id\":\"d\",\"address\":\"" + D + "\"}]}";

  private final Api api = Api.started();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void the_cluster_tells_who_the_acceptors_are_and_which_of_them_answer() {
    api.acceptors().get(1).become(Mood.DEAF);
    Exchanged answer = api.send(get("/v1/cluster"));
    assertThat(answer.status()).isEqualTo(200);
    JsonNode cluster = answer.json();
    assertThat(cluster.path("formed").asBoolean()).isTrue();
    assertThat(cluster.path("era").asLong()).isEqualTo(1);
    assertThat(cluster.path("stage").asText()).isEqualTo("stable");
    assertThat(cluster.path("prepareQuorum").asInt()).isEqualTo(2);
    assertThat(cluster.path("acceptQuorum").asInt()).isEqualTo(2);
    assertThat(cluster.path("retired").asInt(-1)).isZero();
    assertThat(cluster.has("next")).isFalse();
    assertThat(cluster.has("change")).isFalse();
    assertThat(ids(cluster)).containsExactly("a", "b", "c");
    assertThat(cluster.path("acceptors").findValues("answers").stream().map(JsonNode::asBoolean))
        .containsExactly(true, false, true);
    assertThat(cluster.path("node").path("acceptor").asText()).isEqualTo("none");
  }

  @Test
  void before_the_cluster_has_formed_there_are_seeds_and_nothing_can_be_changed() {
    api.pretendNotFormed();
    JsonNode cluster = api.send(get("/v1/cluster")).json();
    assertThat(cluster.path("formed").asBoolean(true)).isFalse();
    assertThat(ids(cluster)).containsExactly("a");
    Exchanged refused = api.send(change(ADD_D));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.isProblemWithoutEffect()).isTrue();
    assertThat(api.send(get(CHANGES + "/2")).status()).isEqualTo(503);
  }

  @Test
  void an_acceptor_that_joins_is_given_everything_and_has_a_vote_then() {
    for (int i = 0; i < 20; i++) {
      api.send(put("/v1/registers/k" + i, "value " + i));
    }
    api.place(D);
    Exchanged begun = api.send(change(ADD_D));
    assertThat(begun.status()).isEqualTo(202);
    assertThat(begun.header("Location")).contains(CHANGES + "/2");
    assertThat(begun.json().path("stage").asText()).isEqualTo("copying");
    assertThat(ids(begun.json().path("from"))).containsExactly("a", "b", "c");
    assertThat(ids(begun.json().path("to"))).containsExactly("a", "b", "c", "d");

    api.startMembership();
    awaitOver(2);

    JsonNode cluster = api.send(get("/v1/cluster")).json();
    assertThat(cluster.path("era").asLong()).isEqualTo(4);
    assertThat(cluster.path("acceptQuorum").asInt()).isEqualTo(3);
    assertThat(ids(cluster)).containsExactly("a", "b", "c", "d");
    JsonNode held = api.send(get("/v1/inspect/k7")).json().path("acceptors");
    assertThat(held).hasSize(4).allMatch(acceptor -> acceptor.path("revision").asLong() == 1);
    JsonNode over = api.send(get(CHANGES + "/3")).json();
    assertThat(over.path("stage").asText()).isEqualTo("over");
    assertThat(over.path("now")).isEqualTo(withoutAnswers(cluster));
  }

  @Test
  void a_change_under_way_is_shown_with_both_groups_and_what_is_in_its_way() {
    MoodyAcceptor joiner = api.place(D);
    String all = ADD_D.replaceFirst("}$", ",\"quorums\":{\"prepare\":4,\"accept\":4}}");
    assertThat(api.send(change(all)).status()).isEqualTo(202);
    JsonNode cluster = api.send(get("/v1/cluster")).json();
    assertThat(cluster.path("stage").asText()).isEqualTo("copying");
    assertThat(cluster.path("prepareQuorum").asInt()).isEqualTo(2);
    assertThat(cluster.path("changePath").asText()).isEqualTo(CHANGES + "/2");
    assertThat(ids(cluster.path("next"))).containsExactly("a", "b", "c", "d");
    assertThat(cluster.path("next").path("prepareQuorum").asInt()).isEqualTo(4);
    assertThat(cluster.path("next").path("acceptors").path(3).path("answers").asBoolean()).isTrue();
    assertThat(cluster.path("change").path("era").asLong()).isEqualTo(2);

    joiner.become(Mood.DEAF);
    api.startMembership();
    Awaitility.await().until(() -> trouble().contains("too few acceptors can be reached"));
    cluster = api.send(get("/v1/cluster")).json();
    assertThat(cluster.path("change").path("coordinator").asText()).isEqualTo("tested");
    assertThat(cluster.path("next").path("acceptors").path(3).path("answers").asBoolean(true))
        .isFalse();

    joiner.become(Mood.ANSWERS);
    awaitOver(2);
    assertThat(ids(api.send(get("/v1/cluster")).json())).containsExactly("a", "b", "c", "d");
  }

  @Test
  void a_configuration_that_others_have_learned_since_is_not_mistaken_for_silence() {
    Configuration first = api.proposer().configuration();
    Configuration second = Configuration.stable(2, first.current());
    api.acceptors().forEach(acceptor -> acceptor.install(second));
    JsonNode cluster = api.send(get("/v1/cluster")).json();
    assertThat(cluster.path("era").asLong()).isEqualTo(2);
    assertThat(cluster.path("acceptors").findValues("answers")).allMatch(JsonNode::asBoolean);
  }

  @Test
  void a_second_change_is_pointed_to_the_first() {
    api.place(D);
    api.send(change(ADD_D));
    Exchanged second = api.send(change("{\"remove\":[\"a\"]}"));
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.isProblemWithoutEffect()).isTrue();
    assertThat(second.header("Location")).contains(CHANGES + "/2");
    assertThat(second.json().path("change").asText()).isEqualTo(CHANGES + "/2");
  }

  @Test
  void a_change_is_turned_back_by_any_of_its_eras_and_its_joiner_is_not_admitted_again() {
    api.place(D);
    api.send(change(ADD_D));
    assertThat(api.send(delete(CHANGES + "/1")).status()).isEqualTo(404);
    assertThat(api.send(delete(CHANGES + "/3")).status()).isEqualTo(404);
    Exchanged aborted = api.send(delete(CHANGES + "/2"));
    assertThat(aborted.status()).isEqualTo(200);
    assertThat(ids(aborted.json().path("now"))).containsExactly("a", "b", "c");
    Exchanged late = api.send(delete(CHANGES + "/2"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.isProblemWithoutEffect()).isTrue();

    Exchanged again = api.send(change(ADD_D));
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.json().path("detail").asText()).contains("has left this cluster once");
  }

  @Test
  void a_wiped_acceptor_is_replaced_where_it_was() {
    api.send(put("/v1/registers/k", "kept"));
    String before = store("c");
    api.place("memory:c");
    Exchanged begun = api.send(change("{\"remove\":[\"c\"],\"add\":[{\"id\":\"c\"}]}"));
    assertThat(begun.status()).isEqualTo(202);
    api.startMembership();
    awaitOver(2);
    JsonNode cluster = api.send(get("/v1/cluster")).json();
    assertThat(ids(cluster)).containsExactly("a", "b", "c");
    assertThat(cluster.path("retired").asInt()).isEqualTo(1);
    assertThat(store("c")).isNotEqualTo(before);
    assertThat(api.send(get("/v1/registers/k")).body()).isEqualTo("kept");
  }

  @Test
  void quorums_are_sized_together_with_the_members() {
    api.place(D);
    String sized = ADD_D.replaceFirst("}$", ",\"quorums\":{\"prepare\":2,\"accept\":3}}");
    assertThat(api.send(change(sized)).status()).isEqualTo(202);
    api.startMembership();
    awaitOver(2);
    JsonNode cluster = api.send(get("/v1/cluster")).json();
    assertThat(cluster.path("prepareQuorum").asInt()).isEqualTo(2);
    assertThat(cluster.path("acceptQuorum").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          400 | not JSON                                                            | is not JSON
          400 | []                                                                  | the body is not an object
          400 | {"remove":"a"}                                                      | "remove" is not a list
          400 | {"remove":[1]}                                                      | is not a text
          400 | {"removed":["a"]}                                                   | has a field "removed"
          400 | {"remove":["a"],"remove":["b"]}                                     | is not JSON
          400 | {"remove":["a"]} {}                                                 | is not JSON
          400 | {"add":[{"id":"d","address":"http://h:1","x":1}]}                   | has a field "x"
          400 | {"add":[{"address":"http://h:1"}]}                                  | "id" in "add" is not a text
          400 | {"quorums":{"prepare":2}}                                           | "accept" in "quorums" is not a whole number
          400 | {"quorums":{"prepare":2,"accept":2.5}}                              | "accept" in "quorums" is not a whole number
          422 | {}                                                                  | nothing is to be removed
          422 | {"remove":["a b"]}                                                  | "a b"
          422 | {"remove":["x"]}                                                    | there is no acceptor x
          422 | {"remove":["a","b","c"]}                                            | no acceptor would be left
          422 | {"add":[{"id":"a","address":"http://127.0.0.1:9004"}]}              | acceptor a is there already
          422 | {"add":[{"id":"d"}]}                                                | acceptor d needs an "address"
          422 | {"add":[{"id":"d","address":"https://h:1"}]}                        | "https://h:1" is not http://host:port
          422 | {"add":[{"id":"d","address":"http://h"}]}                           | is not http://host:port
          422 | {"add":[{"id":"d","address":"http://h:1/x"}]}                       | is not http://host:port
          422 | {"add":[{"id":"d","address":"http://u:p@h:1"}]}                     | is not http://host:port
          422 | {"add":[{"id":"d","address":"file:///etc/passwd"}]}                 | is not http://host:port
          422 | {"add":[{"id":"d","address":"jdbc:sqlite:/tmp/x.db"}]}              | is not jdbc:postgresql
          422 | {"add":[{"id":"d","address":"jdbc:postgresql://u:p@h/db"}]}         | is not jdbc:postgresql
          422 | {"add":[{"id":"d","address":"jdbc:postgresql://h/db?password=x"}]}  | is not jdbc:postgresql
          422 | {"add":[{"id":"d","address":"jdbc:postgresql://h/db?socketFactory=x"}]} | is not jdbc:postgresql
          422 | {"quorums":{"prepare":1,"accept":2}}                                | 1
          422 | {"quorums":{"prepare":4,"accept":4}}                                | 4
          """)
  void what_is_malformed_or_breaks_a_rule_is_refused_with_the_rule(
      int status, String body, String detail) {
    api.place(D);
    Exchanged refused = api.send(change(body));
    assertThat(refused.status()).as("%s", refused).isEqualTo(status);
    assertThat(refused.isProblemWithoutEffect()).isTrue();
    assertThat(refused.json().path("detail").asText()).contains(detail);
    assertThat(api.send(get("/v1/cluster")).json().path("era").asLong()).isEqualTo(1);
  }

  @Test
  void a_joiner_that_is_not_empty_or_does_not_answer_is_refused() {
    api.send(put("/v1/registers/k", "here"));
    Exchanged silent = api.send(change(ADD_D));
    assertThat(silent.status()).isEqualTo(503);
    assertThat(silent.json().path("detail").asText()).contains("acceptor d", "does not answer");
    String memoryOfA = "{\"remove\":[\"b\"],\"add\":[{\"id\":\"b\"}]}";
    Exchanged same = api.send(change(memoryOfA));
    assertThat(same.status()).isEqualTo(422);
    assertThat(same.json().path("detail").asText()).contains("is that of an acceptor");
  }

  @Test
  void without_a_quorum_nothing_is_begun() {
    api.acceptors().get(0).become(Mood.DEAF);
    api.acceptors().get(1).become(Mood.DEAF);
    Exchanged refused = api.send(change("{\"remove\":[\"a\"]}"));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.isProblemWithoutEffect()).isTrue();
    assertThat(api.send(get(CHANGES + "/2")).status()).isEqualTo(503);
    assertThat(api.send(get("/v1/cluster")).status()).isEqualTo(200);
  }

  @Test
  void when_no_accept_is_answered_nobody_knows() {
    api.acceptors().forEach(acceptor -> acceptor.become(Mood.MUTE_ON_ACCEPT));
    Exchanged unknown = api.send(change("{\"remove\":[\"a\"]}"));
    assertThat(unknown.status()).isEqualTo(504);
    assertThat(unknown.json().path("applied").asText()).isEqualTo("unknown");
    assertThat(unknown.json().path("detail").asText()).contains("GET /v1/cluster");
  }

  @Test
  void eras_that_are_none_are_refused() {
    for (String era : List.of("", "x", "-1", "1.5", "2/", "9".repeat(19))) {
      assertThat(api.send(get(CHANGES + "/" + era)).status()).as(era).isEqualTo(400);
      assertThat(api.send(delete(CHANGES + "/" + era)).status()).as(era).isEqualTo(400);
    }
    for (int era : new int[] {0, 1, 2, 99}) {
      assertThat(api.send(get(CHANGES + "/" + era)).status()).isEqualTo(404);
    }
  }

  @Test
  void other_methods_types_and_paths_are_refused() {
    assertThat(api.send(put("/v1/cluster", "x")).status()).isEqualTo(405);
    assertThat(api.send(get(CHANGES)).header("Allow")).contains("POST");
    assertThat(api.send(put(CHANGES + "/2", "x")).header("Allow")).contains("GET, HEAD, DELETE");
    assertThat(api.send(get("/v1/cluster/")).status()).isEqualTo(404);
    assertThat(api.send(get("/v1/cluster?x=1")).status()).isEqualTo(400);
    assertThat(api.send(post(CHANGES, ADD_D)).status()).isEqualTo(415);
    assertThat(api.send(post(CHANGES, ADD_D).header("Content-Type", "text/plain")).status())
        .isEqualTo(415);
    assertThat(api.send(change("[" + " ".repeat(70_000) + "]")).status()).isEqualTo(413);
    assertThat(api.send(request("HEAD", "/v1/cluster")).status()).isEqualTo(200);
  }

  @Test
  void whoever_does_not_have_the_secret_changes_nothing_and_leads_nowhere() {
    try (Api guarded = Api.started(new Secret("a secret of the tests"))) {
      MoodyAcceptor joiner = guarded.place(D);
      for (String wrong : List.of("", "Bearer ", "Bearer a secret of the test", "Basic YTpi")) {
        Wire request = change(ADD_D).header("Authorization", wrong);
        Exchanged refused = guarded.send(request);
        assertThat(refused.status()).as(wrong).isEqualTo(401);
        assertThat(refused.isProblemWithoutEffect()).isTrue();
        assertThat(refused.header("WWW-Authenticate")).isPresent();
      }
      assertThat(guarded.send(change(ADD_D)).status()).isEqualTo(401);
      assertThat(guarded.send(delete(CHANGES + "/2")).status()).isEqualTo(401);
      assertThat(joiner.batches()).isZero();
      assertThat(guarded.send(get("/v1/cluster")).status()).isEqualTo(200);

      String right = "Bearer a secret of the tests";
      assertThat(guarded.send(change(ADD_D).header("Authorization", right)).status())
          .isEqualTo(202);
      assertThat(guarded.send(delete(CHANGES + "/2").header("Authorization", right)).status())
          .isEqualTo(200);
    }
  }

  private String trouble() {
    return api.send(get(CHANGES + "/2")).json().path("trouble").asText();
  }

  private void awaitOver(long era) {
    Awaitility.await()
        .until(
            () -> api.send(get(CHANGES + "/" + era)).json().path("stage").asText().equals("over"));
  }

  private String store(String id) {
    for (JsonNode acceptor : api.send(get("/v1/cluster")).json().path("acceptors")) {
      if (acceptor.path("id").asText().equals(id)) {
        return acceptor.path("store").asText();
      }
    }
    throw new AssertionError("there is no " + id);
  }

  private static Wire change(String body) {
    return post(CHANGES, body).header("Content-Type", "application/json");
  }

  private static List<String> ids(JsonNode group) {
    List<String> ids = new ArrayList<>();
    group.path("acceptors").forEach(acceptor -> ids.add(acceptor.path("id").asText()));
    return ids;
  }

  private static JsonNode withoutAnswers(JsonNode cluster) {
    ObjectNode group = cluster.deepCopy();
    group.retain("acceptors", "prepareQuorum", "acceptQuorum");
    group.path("acceptors").forEach(one -> ((ObjectNode) one).remove("answers"));
    return group;
  }
}

package io.paxos.server.register;

import static io.paxos.server.wire.Wire.get;
import static io.paxos.server.wire.Wire.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.server.wire.Api;
import io.paxos.server.wire.Exchanged;
import io.paxos.server.wire.MoodyAcceptor;
import io.paxos.server.wire.Wire;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bad input gets a 4xx problem and changes nothing: a seeded loop over what can be wrong. */
class MalformedRequestsTest {
  private static final long SEED = 20_260_101;
  private static final int REQUESTS = 2_000;

  private static final List<String> BAD_KEYS =
      List.of("%", "%4", "%g0", "x%", "%C3%28", "%FF", "a/%ZZ/b", "%u0041", "x#y", "\u0002");
  private static final List<String> BAD_QUERIES =
      List.of("?x=1", "?wait=1s", "?kind=none", "?%zz", "?a&b", "?kind=register&kind=register");
  private static final List<String> BAD_TAGS =
      List.of("1", "\"1", "1\"", "'1'", "*, \"1\"", "\"1\" \"2\"", "w/\"1\"", "\"a b\"", ",", "W/");
  private static final List<String> BAD_TYPES =
      List.of(
          "text",
          "text/",
          "/x",
          "a/b c",
          "a/b;c",
          "a/b;c=\"",
          "a/b, c/d",
          "@/@",
          "a/" + "b".repeat(300));
  private static final List<String> BAD_IDS =
      List.of("a b", "\"a", "a,b", "\"\"", "k".repeat(129), "\"a\"x", "a\\");

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void two_thousand_bad_requests_change_nothing() {
    try (Api api = Api.started()) {
      api.send(put("/v1/registers/target", "untouched"));
      api.send(put("/v1/switches/target", "untouched"));
      Exchanged register = api.send(get("/v1/registers/target"));
      Exchanged flipped = api.send(get("/v1/switches/target"));
      long asked = asked(api);
      for (int i = 0; i < REQUESTS; i++) {
        Wire bad = badRequest();
        Exchanged answer = api.send(bad);
        assertThat(answer.status()).as("%s", bad).isBetween(400, 499);
        assertThat(answer.isProblemWithoutEffect()).as("%s %s", bad, answer).isTrue();
      }
      assertThat(asked(api)).as("batches that reached an acceptor").isEqualTo(asked);
      assertThat(api.send(get("/v1/registers/target"))).isEqualTo(register);
      assertThat(api.send(get("/v1/switches/target"))).isEqualTo(flipped);
    }
  }

  private Wire badRequest() {
    String prefix = "/v1/" + one(List.of("registers", "switches")) + "/";
    Wire good = put(prefix + "target", "changed");
    return switch (random.nextInt(10)) {
      case 0 -> put(prefix + noise() + one(BAD_KEYS), "changed");
      case 1 -> put(prefix, "changed");
      case 2 -> put(prefix + "target" + one(BAD_QUERIES), "changed");
      case 3 -> good.header(one(List.of("If-Match", "if-none-match")), one(BAD_TAGS));
      case 4 -> good.header("If-Match", "*").header("If-Match", one(BAD_TAGS));
      case 5 -> good.header("Content-Type", one(BAD_TYPES));
      case 6 -> good.header("Idempotency-Key", one(BAD_IDS));
      case 7 -> good.header("Idempotency-Key", "a").header("Idempotency-Key", "b");
      case 8 -> put(prefix + "k".repeat(1_025 + random.nextInt(500)), "changed");
      default -> Wire.request(one(List.of("POST", "PATCH", "FETCH")), prefix + "target").body("x");
    };
  }

  private String noise() {
    return "x".repeat(random.nextInt(3)) + one(List.of("", "/", "..", "%20", "+"));
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static long asked(Api api) {
    return api.acceptors().stream().mapToLong(MoodyAcceptor::batches).sum();
  }
}

package io.paxos.server.membership;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.paxos.membership.Target;
import io.paxos.membership.Target.Newcomer;
import io.paxos.membership.Target.Sizes;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Member;
import io.paxos.server.config.Addresses;
import io.paxos.server.http.Problem;
import io.paxos.server.http.ProblemException;
import io.paxos.server.http.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what somebody wants to be different about the acceptors. */
final class ChangeRequest {
  /** For hundreds of acceptors. */
  static final int MAX_BYTES = 64 << 10;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ChangeRequest() {}

  /**
   * The wish that this JSON is. Nothing is contacted.
   *
   * @param current the acceptors that there are, whose addresses those who replace them may keep
   * @throws ProblemException 400 if it is malformed, 422 if a value breaks its rule
   */
  static Target parse(byte[] body, AcceptorGroup current) {
    try {
      return target(JSON.readTree(body), current);
    } catch (JacksonException malformed) {
      throw problem(
          ProblemType.MALFORMED_REQUEST, "the body is not JSON: " + malformed.getOriginalMessage());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (IllegalArgumentException wrong) {
      throw problem(ProblemType.MALFORMED_REQUEST, String.valueOf(wrong.getMessage()));
    }
  }

  private static Target target(JsonNode json, AcceptorGroup current) {
    requireObject("the body", json, Set.of("remove", "add", "quorums"));
    List<AcceptorId> removed = new ArrayList<>();
    for (JsonNode name : elements(json, "remove")) {
      removed.add(id(text("an element of \"remove\"", name)));
    }
    List<Newcomer> joining = new ArrayList<>();
    for (JsonNode newcomer : elements(json, "add")) {
      joining.add(newcomer(newcomer, removed, current));
    }
    return new Target(removed, joining, sizes(json));
  }

  private static Newcomer newcomer(JsonNode json, List<AcceptorId> removed, AcceptorGroup current) {
    requireObject("an element of \"add\"", json, Set.of("id", "address"));
    AcceptorId id = id(text("\"id\" in \"add\"", json.path("id")));
    if (json.has("address")) {
      return new Newcomer(id, safe(text("\"address\" in \"add\"", json.path("address"))));
    }
    return current.members().stream()
        .filter(member -> member.id().equals(id) && removed.contains(id))
        .map(Member::address)
        .findFirst()
        .map(address -> new Newcomer(id, address))
        .orElseThrow(
            () ->
                refused(
                    "acceptor %s needs an \"address\", as it does not replace one of that name"
                        .formatted(id)));
  }

  private static Optional<Sizes> sizes(JsonNode json) {
    if (!json.has("quorums")) {
      return Optional.empty();
    }
    JsonNode sizes = json.path("quorums");
    requireObject("\"quorums\"", sizes, Set.of("prepare", "accept"));
    return Optional.of(new Sizes(size(sizes, "prepare"), size(sizes, "accept")));
  }

  private static int size(JsonNode sizes, String name) {
    JsonNode size = sizes.path(name);
    if (!size.isIntegralNumber() || !size.canConvertToInt()) {
      throw new IllegalArgumentException(
          "\"%s\" in \"quorums\" is not a whole number".formatted(name));
    }
    return size.intValue();
  }

  private static Iterable<JsonNode> elements(JsonNode json, String name) {
    JsonNode list = json.path(name);
    if (!list.isMissingNode() && !list.isArray()) {
      throw new IllegalArgumentException("\"" + name + "\" is not a list");
    }
    return list;
  }

  private static String text(String what, JsonNode json) {
    if (!json.isTextual()) {
      throw new IllegalArgumentException(what + " is not a text");
    }
    return json.textValue();
  }

  private static void requireObject(String what, JsonNode json, Set<String> known) {
    if (!json.isObject()) {
      throw new IllegalArgumentException(what + " is not an object");
    }
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new IllegalArgumentException(
                    "%s has a field \"%s\", which is not one of %s"
                        .formatted(what, name, known.stream().sorted().toList()));
              }
            });
  }

  private static AcceptorId id(String name) {
    try {
      return new AcceptorId(name);
    } catch (IllegalArgumentException wrong) {
      throw refused(String.valueOf(wrong.getMessage()));
    }
  }

  /** What somebody names must not lead this node anywhere that it would not go by itself. */
  private static String safe(String address) {
    Addresses.flaw(address)
        .ifPresent(
            flaw -> {
              throw refused("address \"" + address + "\" " + flaw);
            });
    return address;
  }

  private static ProblemException refused(String detail) {
    return problem(ProblemType.CHANGE_REFUSED, detail);
  }

  private static ProblemException problem(ProblemType type, String detail) {
    return new ProblemException(Problem.of(type, detail));
  }
}

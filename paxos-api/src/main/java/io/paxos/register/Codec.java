package io.paxos.register;

import io.paxos.protocol.Value;

/** Turns an application's values into bytes with a media type, and back. Stateless. */
public interface Codec<T> {
  Value encode(T value);

  /**
   * @throws IllegalArgumentException if the bytes or the media type are not of this codec
   */
  T decode(Value value);

  /** Values as they are. */
  Codec<Value> RAW =
      new Codec<>() {
        @Override
        public Value encode(Value value) {
          return value;
        }

        @Override
        public Value decode(Value value) {
          return value;
        }
      };

  /** Text in UTF-8. */
  Codec<String> TEXT =
      new Codec<>() {
        @Override
        public Value encode(String value) {
          return Value.text(value);
        }

        @Override
        public String decode(Value value) {
          return value.utf8();
        }
      };

  /** Whole numbers as decimal text, which a person can read in the database. */
  Codec<Long> INTEGER =
      new Codec<>() {
        @Override
        public Value encode(Long value) {
          return Value.text(value.toString());
        }

        @Override
        public Long decode(Value value) {
          try {
            return Long.valueOf(value.utf8());
          } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException("\"" + value + "\" is not an integer", malformed);
          }
        }
      };
}

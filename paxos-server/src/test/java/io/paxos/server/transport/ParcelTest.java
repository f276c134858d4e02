package io.paxos.server.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParcelTest {
  @Test
  void messages_arrive_in_the_order_in_which_they_were_sent() {
    Buffer parcel = parcel(question(1, "first"), question(2, ""), question(3, "third"));

    List<ByteBuffer> messages = Parcel.open(parcel);
    assertThat(messages).extracting(Message::number).containsExactly(1L, 2L, 3L);
    assertThat(messages)
        .extracting(message -> UTF_8.decode(Message.content(message)).toString())
        .containsExactly("first", "", "third");
    assertThat(Parcel.open(Buffer.buffer())).isEmpty();
  }

  @Test
  void answers_and_refusals_arrive_with_their_status() {
    ByteBuffer part = UTF_8.encode("not this, yes").position("not this, ".length());
    Buffer parcel = parcel(Message.answer(7, part), Message.refusal(8, 503, "caf\u00e9"));

    List<ByteBuffer> messages = Parcel.open(parcel);
    assertThat(messages).extracting(Message::number).containsExactly(7L, 8L);
    assertThat(messages).extracting(Message::status).containsExactly(200, 503);
    assertThat(UTF_8.decode(Message.content(messages.get(0))).toString()).isEqualTo("yes");
    assertThat(Message.reason(messages.get(1))).isEqualTo("caf\u00e9");
  }

  @Test
  void a_parcel_whose_lengths_do_not_add_up_is_malformed() {
    Buffer whole = parcel(question(1, "one"));
    for (Buffer garbage :
        List.of(
            whole.getBuffer(0, whole.length() - 1),
            whole.copy().appendByte((byte) 0),
            Buffer.buffer().appendInt(-1),
            Buffer.buffer().appendInt(Integer.MAX_VALUE).appendString("x"))) {
      assertThatThrownBy(() -> Parcel.open(garbage)).isInstanceOf(MalformedMessageException.class);
    }
  }

  private static Message question(long number, String text) {
    return Message.question(number, Addressee.ACCEPTOR, UTF_8.encode(text));
  }

  private static Buffer parcel(Message... messages) {
    Buffer parcel = Buffer.buffer();
    for (Message message : messages) {
      int before = parcel.length();
      message.appendTo(parcel);
      assertThat(parcel.length() - before).isEqualTo(message.bytes());
    }
    return parcel;
  }
}

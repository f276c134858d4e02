package io.paxos.server.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParcelTest {
  @Test
  void messages_arrive_in_the_order_in_which_they_were_sent() {
    Buffer parcel = Message.question(1, "first".getBytes(UTF_8));
    parcel.appendBuffer(Message.question(2, new byte[0]));
    parcel.appendBuffer(Message.question(3, "third".getBytes(UTF_8)));

    List<Buffer> messages = Parcel.open(parcel);
    assertThat(messages).extracting(Message::number).containsExactly(1L, 2L, 3L);
    assertThat(messages)
        .extracting(message -> new String(Message.question(message), UTF_8))
        .containsExactly("first", "", "third");
    assertThat(Parcel.open(Buffer.buffer())).isEmpty();
  }

  @Test
  void a_parcel_whose_lengths_do_not_add_up_is_malformed() {
    Buffer whole = Message.question(1, "one".getBytes(UTF_8));
    for (Buffer garbage :
        List.of(
            whole.getBuffer(0, whole.length() - 1),
            whole.copy().appendByte((byte) 0),
            Buffer.buffer().appendInt(-1),
            Buffer.buffer().appendInt(Integer.MAX_VALUE).appendString("x"))) {
      assertThatThrownBy(() -> Parcel.open(garbage)).isInstanceOf(MalformedMessageException.class);
    }
  }
}

package io.paxos.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParcelTest {
  @Test
  void messages_arrive_in_the_order_in_which_they_were_sent() {
    Buffer parcel = Parcel.of(Buffer.buffer("first"));
    Parcel.add(parcel, Buffer.buffer());
    Parcel.add(parcel, Buffer.buffer("third"));

    assertThat(Parcel.open(parcel))
        .extracting(Buffer::toString)
        .containsExactly("first", "", "third");
    assertThat(Parcel.open(Buffer.buffer())).isEmpty();
  }

  @Test
  void a_parcel_whose_lengths_do_not_add_up_is_malformed() {
    Buffer whole = Parcel.of(Buffer.buffer("one"));
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

package io.paxos.checker;

import static io.paxos.checker.EraStory.D;
import static io.paxos.checker.EraStory.E;
import static io.paxos.checker.EraStory.group;
import static io.paxos.checker.Story.A;
import static io.paxos.checker.Story.B;
import static io.paxos.checker.Story.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.membership.Reconfiguration;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.StoreId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules M1, M4 and M6 as an observer sees them. */
class ConfigurationsFollowTest {
  private static final AcceptorGroup OLD = group(A, B, C);
  private static final AcceptorGroup NEXT = group(B, C, D);

  @Test
  void any_change_era_by_era_is_fine_and_so_is_one_that_is_turned_back() {
    EraStory story = begun(NEXT);
    advance(story);
    advance(story);
    story.chose(Reconfiguration.begin(story.newest(), group(B, C, E)));
    advance(story);
    story.chose(Reconfiguration.abort(story.newest()));
    assertThat(story.newest().retired()).containsExactly(A, E);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_change_that_is_turned_back_while_copying_is_fine() {
    EraStory story = begun(NEXT);
    story.chose(Reconfiguration.abort(story.newest()));
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void an_era_that_is_left_out_is_found() {
    EraStory story = new EraStory();
    story.chose(new Configuration(3, Stage.COPYING, OLD, Optional.of(NEXT), List.of()));
    assertFound(story, "does not follow");
  }

  @Test
  void a_joint_era_that_nobody_was_given_copies_for_is_found() {
    EraStory story = new EraStory();
    story.chose(Configuration.joint(2, OLD, NEXT));
    assertFound(story, "does not follow");
  }

  @Test
  void new_acceptors_that_decide_alone_without_a_joint_era_are_found() {
    EraStory story = begun(NEXT);
    story.chose(stable(3, NEXT, A));
    assertFound(story, "does not follow");
  }

  @Test
  void new_acceptors_that_decide_alone_at_once_are_found() {
    EraStory story = new EraStory();
    story.chose(stable(2, NEXT, A));
    assertFound(story, "does not follow");
  }

  @Test
  void a_joint_era_with_others_than_were_copied_to_is_found() {
    EraStory story = begun(NEXT);
    AcceptorGroup others = group(B, C, E);
    story.chose(new Configuration(3, Stage.JOINT, OLD, Optional.of(others), List.of(D)));
    assertFound(story, "does not follow");
  }

  @Test
  void old_acceptors_that_change_in_the_middle_are_found() {
    EraStory story = begun(group(A, B, D));
    AcceptorGroup fewer = group(A, B);
    story.chose(new Configuration(3, Stage.JOINT, fewer, Optional.of(group(A, B, D)), List.of(C)));
    assertFound(story, "does not follow");
  }

  @Test
  void a_second_change_that_begins_during_the_first_is_found() {
    EraStory story = begun(NEXT);
    story.chose(new Configuration(3, Stage.COPYING, OLD, Optional.of(NEXT), List.of()));
    assertFound(story, "does not follow");
  }

  @Test
  void a_second_configuration_of_one_era_is_found() {
    EraStory story = begun(NEXT);
    story.chose(new Configuration(2, Stage.COPYING, OLD, Optional.of(group(A, B)), List.of()));
    assertFound(story, "era 2 has a second configuration");
  }

  @Test
  void an_older_configuration_that_is_chosen_again_as_it_was_is_fine() {
    EraStory story = begun(NEXT);
    story.chose(story.newest());
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void who_was_removed_and_is_not_remembered_is_found() {
    EraStory story = begun(NEXT);
    advance(story);
    story.chose(stable(4, NEXT));
    assertFound(story, "have left, and", "does not say so");
  }

  @Test
  void a_joiner_that_was_turned_back_and_is_not_remembered_is_found() {
    EraStory story = begun(NEXT);
    story.chose(stable(3, OLD));
    assertFound(story, "have left, and", "does not say so");
  }

  @Test
  void who_retired_before_the_last_change_and_is_forgotten_is_found() {
    EraStory story = begun(NEXT);
    advance(story);
    advance(story);
    Configuration forgetful = stable(4, NEXT);
    story.chose(Reconfiguration.begin(forgetful, group(B, C)));
    assertFound(story, "have left, and", "does not say so");
  }

  @Test
  void who_retired_and_takes_part_again_is_found() {
    EraStory story = begun(NEXT);
    advance(story);
    advance(story);
    Configuration forgetful = stable(4, NEXT);
    story.chose(Reconfiguration.begin(forgetful, OLD));
    assertFound(story, "have left, and");
  }

  @Test
  void a_configuration_that_is_deleted_is_found() {
    assertFound(new EraStory().choseNone(), "there is no configuration any more");
  }

  private static EraStory begun(AcceptorGroup next) {
    EraStory story = new EraStory();
    return story.chose(Reconfiguration.begin(story.newest(), next));
  }

  private static void advance(EraStory story) {
    story.chose(Reconfiguration.advance(story.newest()));
  }

  private static Configuration stable(long era, AcceptorGroup group, StoreId... retired) {
    return new Configuration(era, Stage.STABLE, group, Optional.empty(), List.of(retired));
  }

  private static void assertFound(EraStory story, String... words) {
    assertThat(story.violation()).startsWith("ConfigurationsFollow: ").contains(words);
  }
}

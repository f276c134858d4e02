package io.paxos.checker;

/** What has to happen in some runs, or they would prove little. */
public enum Sighting {
  CONFLICT_ON_PREPARE("A prepare was refused."),
  CONFLICT_ON_ACCEPT("An accept was refused."),
  FAST_FORWARD("A proposer's ballot jumped past one that it had seen in a conflict."),
  CACHED_PROMISE_REFUSED("A proposal under a promise got with the accept before was refused."),
  CACHED_PROMISE_CHOSEN("A proposal under a promise got with the accept before was chosen."),
  DUPLICATE_PREPARE_REFUSED("A prepare arrived again after it had been granted, and was refused."),
  DUPLICATE_ACCEPT_REFUSED("An accept arrived again after it had been granted, and was refused."),
  DEAD_PROPOSER_PROMISED("A prepare was granted to a proposer that is dead."),
  DEAD_PROPOSER_ACCEPTED("An accept was granted to a proposer that is dead."),
  DEAD_PROPOSER_CHOSEN("A proposal was chosen when its proposer was dead."),
  REPLY_AFTER_ROUND("A reply arrived when its proposer was in a later round."),
  PROPOSER_DIED_PREPARED("A proposer died with a ballot prepared and nothing proposed."),
  PROPOSER_DIED_PROPOSING("A proposer died when its proposal had left for some stores only."),
  PROPOSER_DIED_WAITING("A proposer died when its proposal had left for all, and nobody knew."),
  ACCEPTOR_RESTARTED_IN_ROUND("A store was reopened between the promise and the accept it gave."),
  WIPED_DISK_REFUSED("A disk was wiped, and what was asked of that store was never answered."),
  MINORITY_ACCEPT_CHOSEN("What a minority had accepted was chosen by somebody else's proposal."),
  MINORITY_ACCEPT_LOST("What a minority had accepted was lost: something else was chosen."),
  NEVER_ACCEPTED("A proposal was accepted by nobody."),
  COMBINED_CHOSEN("A proposal that carried several changes was chosen."),
  COMBINED_LOST("A proposal that carried several changes was lost."),
  CHOSEN_AGAIN("A state was chosen a second time, unchanged, under a greater ballot."),
  CHOSEN_LATE("A ballot was chosen when a greater one had been already."),
  CHOSEN_UNNOTICED("A proposal was chosen, and its proposer never knew."),
  SILENT_ACCEPT_COUNTED("A proposal was chosen by an accept that was never answered."),
  FAILED_COMMIT_COUNTED("A commit was reported as failed, and what it had accepted was chosen."),
  THREE_RIVALS("Three proposers had rounds between one chosen state and the next."),
  TOMBSTONE_CHOSEN("A delete was chosen."),
  RECREATED("A value was chosen after a delete."),
  SWITCH_RACED("A switch was decided while several clients were setting it."),
  UNKNOWN_SEEN("A write in doubt was seen by another client."),
  UNKNOWN_CHOSEN_LATER("A write was chosen after its client had been left in doubt."),
  UNKNOWN_WITHOUT_EFFECT("A write in doubt had no effect until the end."),
  ACKNOWLEDGED_BY_LINEAGE("A write was found to be in after its accept had gone unanswered."),
  WRITE_NOT_APPLIED("A write was refused as not applied."),
  READ_GAVE_UP("A read was not answered."),
  READ_REPAIRED("A read had to have what it found accepted first."),
  READ_BARE("A read found a register of which nothing is chosen."),
  READ_TOMBSTONE("A read found a register that was deleted."),
  COMPARE_AND_SET_REJECTED("A compare-and-set was rejected."),
  REJECTED_AFTER_APPLIED("A call was applied, lost, and rejected in a later round."),
  DELETE_FOUND_NOTHING("A delete found nothing."),
  REPLAYED_ELSEWHERE("A call was answered by another node with what had come of it before."),
  APPLIED_ELSEWHERE("A call was applied by another node than the one that was asked first."),
  READ_FORGOTTEN("A read found nothing of a register that had been written."),
  CHANGE_COMPLETED("A change of membership came to its end."),
  CHANGE_ABORTED("A change of membership was turned back while copies were made."),
  CHANGE_ABORTED_LATE("A change of membership was turned back when both groups decided already."),
  ALL_REPLACED("All acceptors were replaced at once."),
  REPLACED_BY_THE_SAME_NAME("An acceptor was replaced by an empty one of the same name."),
  SIZES_CHANGED("A change of membership led to quorums that are no majorities."),
  COORDINATOR_REPLACED("A change of membership was carried on by another process."),
  SECOND_CHANGE_REFUSED("Somebody wanted a change while another one was under way."),
  RETIRED_STORE_REFUSED("A store that had left was to join again, and was refused."),
  STALE_ERA_REFUSED("Something of an era before was refused."),
  UNKNOWN_ERA_REFUSED("A store was asked in an era that it had not heard of."),
  WRONG_STORE_REFUSED("Something was meant for another store than the one that is there."),
  COPY_DELIVERED("A store that was about to join accepted a copy."),
  AGREED_WITHOUT_ACCEPT("A register was transferred without an accept, because promises agreed."),
  CREATED_DURING_CHANGE("A register was written first while membership changed."),
  FLOOR_RAISED_BY_TRANSFER("A store raised its floor because membership changed."),
  TOMBSTONE_FORGOTTEN("A store forgot a tombstone."),
  PROMISE_FOLDED("A store forgot a promise under which nothing was accepted."),
  BORN_AGAIN("A register was written that had been deleted and forgotten."),
  BORN_OVER_A_GREATER_FLOOR("A register was born again, and revisions were left out."),
  HEALED_WITH_CALLS_OPEN("Calls were open when the last fault was over.");

  private final String sentence;

  Sighting(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}

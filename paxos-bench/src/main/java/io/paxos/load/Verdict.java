package io.paxos.load;

/**
 * How an operation ended.
 *
 * @param name of an error, under which errors are counted
 * @param detail for people
 */
record Verdict(Sort sort, String name, String detail) {
  static final Verdict SUCCEEDED = new Verdict(Sort.SUCCEEDED, "", "");
  static final Verdict DECLINED = new Verdict(Sort.DECLINED, "", "");
  static final Verdict MISSING = new Verdict(Sort.MISSING, "", "");

  /** The sorts of ends. */
  enum Sort {
    /** It was done. */
    SUCCEEDED,
    /** A compare-and-set found that somebody else was faster: a right answer, nothing written. */
    DECLINED,
    /** A read found no value: a right answer as well. */
    MISSING,
    /** No answer, or not one that it should have been. */
    FAILED
  }

  static Verdict failed(String name, String detail) {
    return new Verdict(Sort.FAILED, name, detail);
  }

  boolean isSuccess() {
    return sort == Sort.SUCCEEDED;
  }

  boolean isFailure() {
    return sort == Sort.FAILED;
  }
}

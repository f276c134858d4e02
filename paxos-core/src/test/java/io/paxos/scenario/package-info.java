/**
 * Scenarios as text, with the trace that they leave, and the space–time diagrams in which traces
 * are told. A scenario runs the real proposers and acceptors, in virtual time, over a network that
 * obeys the script.
 *
 * <p>A scenario is a file in {@code src/test/resources/scenarios}: a title and prose in lines that
 * begin with {@code #}, the script, a line {@code ---}, and the trace. {@code ScenariosTest} runs
 * every file and compares the trace. Nothing is random: calls and messages take effect in the order
 * of the script, and each line goes as far as it can without time passing. A message that no line
 * speaks of arrives at once.
 *
 * <pre>
 * acceptors A B C                who votes, in era 1; may end in: prepare 3 accept 2
 * spare D                        an acceptor that is in no configuration yet
 * proposers P Q
 * P: set "x"                     calls; also: cas r1 "x", increment, delete, switch "x", read
 * P: set "x" op k7 within 2s as first
 *                                with an operation id, a deadline (5s), and a name of its own
 * hold P-&gt;A,B accept             from now on such messages wait on their way
 * lose A-&gt;any accepted           … never arrive; the kind of message may be left out
 * duplicate P-&gt;A                 … arrive twice
 * deliver P-&gt;A                   … arrive at once again, and those that wait arrive now, late
 * release P-&gt;A                   those that wait arrive now; the next ones wait again
 * heal                           deliver any-&gt;any
 * crash P, restart P             a proposer loses all; the next one has a new id, P#2
 * crash A, restart A             an acceptor keeps its rows
 * wipe A                         an empty disk with a store id of its own, at the same place
 * floor A 7                      as collection raises it
 * install era 2 of B C D on A B  a configuration; "of A B C then B C D" is a joint one
 * P: begin B C D                 P puts the first configuration of a change into its register;
 *                                may end in: prepare 3 accept 2
 * P: install on A B              P installs the configuration that it knows, and counts the fence;
 *                                without places on all who take part
 * P: list on A B                 P asks the old acceptors for their rows
 * P: copy                        P gives those who join copies of what is listed
 * P: raise floors                … raises the floors of the new acceptors to what is listed
 * P: transfer                    … runs a round for what is listed
 * P: advance, P: abort           P puts the next configuration, or the last one, into the register
 * P: follow                      P reads that register; refusals tell of configurations, too
 * P: harvest                     P asks all acceptors what can be collected
 * P: spread                      P runs a round for a tombstone that not all hold
 * P: forget on A B               P lets acceptors forget the tombstone that it found ripe
 * P: fold on A B                 P lets acceptors fold the promises that it found
 * wait 2s                        time passes, and what is due happens
 * expect P: committed r1 "x"     the outcome of the last call of P, or of the call of that name
 * expect A: holds r1 "x" at 1.P, promised 2.P
 * </pre>
 *
 * <p>Outcomes are {@code committed r1 "x"} ({@code again} if replayed), {@code rejected at r1 "x"},
 * {@code not applied}, {@code unknown}, {@code pending}; a read is {@code r1 "x"}, {@code r0
 * empty}, or {@code not answered}. The steps of a change and of collection have outcomes of their
 * own: {@code era 2 copying}, {@code too late: era 3 joint}, {@code refused: …}; {@code fenced},
 * {@code not fenced}; {@code listed k above 5, floor 2}, {@code listed nothing}, {@code too few
 * listed}; {@code copied}; {@code floors raised}; {@code transferred r1 "x"}; {@code ripe}, {@code
 * unripe}, {@code promises}, {@code somebody is away}; {@code forgotten by A B}. The kinds of
 * messages are {@code prepare promise accept accepted conflict read report install installed scan
 * page collect collected refusal}.
 */
@NullMarked
package io.paxos.scenario;

import org.jspecify.annotations.NullMarked;

package io.paxos.mutation;

import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tests of single steps and of scripted runs, without the engine that usually runs them. */
public final class SingleSteps {
  private static final List<String> CLASSES =
      List.of(
          "io.paxos.CasPaxosPaperTest",
          "io.paxos.proposer.RoundTest",
          "io.paxos.proposer.CombinationTest",
          "io.paxos.quorum.QuorumSystemTest",
          "io.paxos.acceptor.MemoryAcceptorTest",
          "io.paxos.driver.LaneTest",
          "io.paxos.driver.PendingTest",
          "io.paxos.driver.ProposerTest",
          "io.paxos.driver.FormationTest",
          "io.paxos.acceptor.AcceptorRulesTest",
          "io.paxos.survey.SurveyTest",
          "io.paxos.membership.ReconfigurationTest",
          "io.paxos.membership.FenceTest",
          "io.paxos.membership.ListingTest",
          "io.paxos.membership.FloorRaiseTest",
          "io.paxos.membership.CopiesTest",
          "io.paxos.membership.TargetTest",
          "io.paxos.membership.ProgressTest",
          "io.paxos.deletion.HarvestTest",
          "io.paxos.driver.upkeep.AdmissionsTest",
          "io.paxos.driver.upkeep.DutyTest",
          "io.paxos.driver.upkeep.LedgerTest",
          "io.paxos.driver.upkeep.CoordinationTest",
          "io.paxos.driver.upkeep.MembershipTest",
          "io.paxos.driver.upkeep.CollectorTest");

  private static final List<Step> STEPS =
      CLASSES.stream().map(SingleSteps::named).flatMap(SingleSteps::steps).toList();

  private SingleSteps() {}

  /** A test method, and the class that is made anew for it. */
  private record Step(Class<?> type, Method test) {}

  /** How many there are. */
  static int count() {
    return STEPS.size();
  }

  /** What is wrong according to one of them, counted from 0. */
  public static Optional<String> failure(long number) {
    Step step = STEPS.get(Math.toIntExact(number));
    String name = step.type().getSimpleName() + "." + step.test().getName();
    try {
      Constructor<?> constructor = accessible(step.type().getDeclaredConstructor());
      Object instance = constructor.newInstance();
      call(instance, BeforeEach.class);
      accessible(step.test()).invoke(instance);
      call(instance, AfterEach.class);
      return Optional.empty();
    } catch (InvocationTargetException thrown) {
      return Optional.of(name + ": " + Thrown.told(thrown.getCause()));
    } catch (ReflectiveOperationException closed) {
      throw new IllegalStateException("test " + name + " cannot be run", closed);
    }
  }

  private static void call(Object instance, Class<? extends Annotation> when)
      throws ReflectiveOperationException {
    for (Method method : annotated(instance.getClass(), when)) {
      accessible(method).invoke(instance);
    }
  }

  private static Stream<Step> steps(Class<?> type) {
    return annotated(type, Test.class).stream().map(test -> new Step(type, test));
  }

  /** The methods of a class and of those that it extends, in the order of their names. */
  private static List<Method> annotated(Class<?> type, Class<? extends Annotation> annotation) {
    List<Method> methods = new ArrayList<>(List.of(type.getDeclaredMethods()));
    Class<?> above = type.getSuperclass();
    if (above != null) {
      methods.addAll(Arrays.asList(above.getDeclaredMethods()));
    }
    return methods.stream()
        .filter(method -> method.isAnnotationPresent(annotation))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException("there are no tests " + name, missing);
    }
  }

  private static <T extends AccessibleObject> T accessible(T member) {
    member.setAccessible(true);
    return member;
  }
}

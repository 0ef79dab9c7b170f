package dev.quotaledger.query.simulation;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What goes wrong with the writes of one node: before one of them, or when it is done already. */
final class Faults {

  private static final Set<String> WRITES = Set.of(
      "bulkWrite",
      "deleteMany",
      "deleteOne",
      "findOneAndReplace",
      "findOneAndUpdate",
      "insertMany",
      "insertOne",
      "replaceOne",
      "updateMany",
      "updateOne");

  private int left;
  private int happened;
  private boolean isAfter;
  private @Nullable Runnable happening;

  /** The process is gone. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Lets something happen at a write from now on, 1 for the next one. */
  void at(int write, boolean after, Runnable what) {
    left = write;
    isAfter = after;
    happening = what;
  }

  /** Lets nothing happen any more. */
  void calm() {
    happening = null;
  }

  /** How often something happened. */
  int happened() {
    return happened;
  }

  /** The database as the node has it. */
  MongoDatabase of(MongoDatabase real) {
    return proxy(MongoDatabase.class, real);
  }

  private <T> T proxy(Class<T> type, Object real) {
    return type.cast(Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (_, method, arguments) -> invoke(real, method, arguments)));
  }

  private @Nullable Object invoke(
      Object real, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    boolean isWrite = real instanceof MongoCollection && WRITES.contains(method.getName());
    if (isWrite) {
      left--;
      happen(false);
    }
    Object result;
    try {
      result = method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (isWrite) {
      happen(true);
    }
    return result instanceof MongoCollection ? proxy(MongoCollection.class, result) : result;
  }

  private void happen(boolean after) {
    Runnable what = happening;
    if (what != null && left == 0 && isAfter == after) {
      happening = null;
      happened++;
      what.run();
    }
  }
}

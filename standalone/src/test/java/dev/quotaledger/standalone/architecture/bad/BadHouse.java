package dev.quotaledger.standalone.architecture.bad;

/** Belongs to no part. */
public final class BadHouse {

  private BadHouse() {}
}

package dev.quotaledger.standalone.architecture.bad.unmarked;

/** Says nothing about nulls. */
public record BadNulls(String text) {}

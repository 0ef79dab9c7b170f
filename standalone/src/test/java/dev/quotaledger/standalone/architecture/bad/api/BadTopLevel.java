package dev.quotaledger.standalone.architecture.bad.api;

import org.axonframework.serialization.Revision;

/** Is not found where the others of its family are. */
@Revision("1")
public record BadTopLevel(String text) implements BadEvent {}

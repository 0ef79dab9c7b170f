package dev.quotaledger.runtime.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody tried and that was refused.
 *
 * @param at when
 * @param actor who tried: the name that authentication gave
 * @param actorRep the rep whom the actor is; null for anybody else
 * @param requestId the request
 * @param attempted what was tried: a command's name, or method and path of a request that was not let in
 * @param target whom a command was for, such as {@code plan-fy26}; null for a request that was not let in
 * @param command the command as JSON, free text about people encrypted as in events; null as above, or
 *     where it is too large to be kept
 * @param code why it was refused, as a stable name
 * @param detail the same as a sentence
 */
public record RefusedAttempt(
    Instant at,
    String actor,
    @Nullable String actorRep,
    String requestId,
    String attempted,
    @Nullable String target,
    @Nullable String command,
    String code,
    String detail) {}

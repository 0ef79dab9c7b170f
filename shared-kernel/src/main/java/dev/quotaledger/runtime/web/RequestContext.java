package dev.quotaledger.runtime.web;

import dev.quotaledger.api.RepId;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about itself beside its contents. A controller takes it as a parameter.
 *
 * @param actor who asks: the name that authentication gave
 * @param actorRep the rep whom the actor is; null for anybody else
 * @param requestId identifies the request; also in the answer's {@code X-Request-Id} and in logs
 * @param idempotencyKeyHash a digest of actor and {@code Idempotency-Key}; null without such a header
 * @param idempotencyBodyHash a digest of method, path, query and body, for telling a repeat from another request with
 *     the same key; of an import, the body is not in it; null without such a header
 * @param expectedVersion the version that {@code If-Match} names; null when any will do
 */
public record RequestContext(
    String actor,
    @Nullable RepId actorRep,
    String requestId,
    @Nullable String idempotencyKeyHash,
    @Nullable String idempotencyBodyHash,
    @Nullable Long expectedVersion) {}

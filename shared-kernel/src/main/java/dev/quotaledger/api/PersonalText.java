package dev.quotaledger.api;

/**
 * Free text about somebody, encrypted with that person's key, so that deleting the key erases the
 * text everywhere while no stored byte changes.
 *
 * @param about whose key encrypts it: a typed identifier such as {@code rep-275}, or another
 *     thing's when the text is about no person
 * @param cipher the Base64 of nonce and AES-GCM cipher text
 */
public record PersonalText(String about, String cipher) {}

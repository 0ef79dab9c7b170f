/**
 * The store of read models, tracking tokens and reaction documents: MongoDB, or an embedded server
 * behind the same driver. Only this package knows which one it is.
 */
@NullMarked
package dev.quotaledger.runtime.readstore;

import org.jspecify.annotations.NullMarked;

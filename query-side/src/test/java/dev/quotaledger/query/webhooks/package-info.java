@NullMarked
package dev.quotaledger.query.webhooks;

import org.jspecify.annotations.NullMarked;

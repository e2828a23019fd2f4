/**
 * What is kept in PostgreSQL: warnings with their transitions, what was done with them, users, the audit trail, versions of
 * zones and rules. Knows neither Kafka nor HTTP.
 */
@NullMarked
package io.vigil.console.store;

import org.jspecify.annotations.NullMarked;

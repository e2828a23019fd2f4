/**
 * The archive by days: events in columns, laid out by mover and sorted by time within each, so that a replay reads a mover's day
 * from front to back and nothing has to be sorted or sent about. Writing sorts on disk; reading takes a block at a time.
 * Knows no rules and no topics.
 */
@NullMarked
package io.vigil.feeds.days;

import org.jspecify.annotations.NullMarked;

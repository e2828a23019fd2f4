/**
 * Holds warnings against labels: how many were right, wrong and missing, rule by rule. Labels come from a simulation's truth
 * or from what the desk said; this package knows neither Flink nor rules, only their files.
 */
@NullMarked
package io.vigil.score;

import org.jspecify.annotations.NullMarked;

/** What becomes of simulated frames: files in wire formats, or Kafka topics in real time; and the command that does it. */
@NullMarked
package io.vigil.simulators.output;

import org.jspecify.annotations.NullMarked;

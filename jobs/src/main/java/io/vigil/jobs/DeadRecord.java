package io.vigil.jobs;

/**
 * Input that could not be used, untouched, with the reason.
 *
 * @param frame the frame as it came, and where from
 * @param stage which step refused it: {@code decode}
 * @param reason a short constant word, of the first rejection
 * @param detail the value that offended
 * @param rejections how many frames of the record were refused
 */
public record DeadRecord(RawFrame frame, String stage, String reason, String detail, int rejections) {}

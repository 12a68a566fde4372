package io.mesher.processor.grouping;

import org.jspecify.annotations.Nullable;

/**
 * A stack frame, as far as it says where the code is. Line numbers are left out on purpose: they
 * change with every edit.
 *
 * @param inApp whether it is the application's own code; null when the SDK did not say
 */
public record Frame(
    @Nullable String module,
    @Nullable String filename,
    @Nullable String function,
    @Nullable Boolean inApp) {}

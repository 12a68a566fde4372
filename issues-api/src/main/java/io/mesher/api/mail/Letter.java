package io.mesher.api.mail;

import java.util.List;

/**
 * A mail with a part for every reader.
 *
 * @param to addresses, at least one
 * @param html the same as the text, with links
 */
public record Letter(List<String> to, String subject, String text, String html) {}

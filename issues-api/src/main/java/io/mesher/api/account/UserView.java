package io.mesher.api.account;

import java.time.Instant;
import java.util.UUID;

/** A person as the API shows them. */
public record UserView(
    UUID id, String email, String displayName, boolean installationOwner, Instant createdAt) {}

package io.mesher.api.organisation;

import io.mesher.api.access.Role;
import java.time.Instant;
import java.util.UUID;

/**
 * An organisation as the API shows it.
 *
 * @param role the caller's
 */
public record OrganisationView(UUID id, String name, String slug, Role role, Instant createdAt) {}

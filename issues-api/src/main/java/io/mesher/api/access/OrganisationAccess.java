package io.mesher.api.access;

import java.util.UUID;

/** An organisation the caller may see, and as what. */
public record OrganisationAccess(UUID id, String slug, Role role) {}

package io.mesher.api.access;

import java.util.UUID;

/** A project the caller may see, and as what. */
public record ProjectAccess(UUID id, long number, String slug, UUID orgId, Role role) {}

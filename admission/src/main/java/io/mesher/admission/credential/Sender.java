package io.mesher.admission.credential;

/** A key that was found good, and its project. */
public record Sender(ProjectKey key, Project project) {}

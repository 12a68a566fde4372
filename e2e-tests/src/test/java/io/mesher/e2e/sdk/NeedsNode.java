package io.mesher.e2e.sdk;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that need Node and the npm packages of {@code src/test/sdks}. */
final class NeedsNode implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    SdkPrograms.needNode(
        context.getRoot().getStore(ExtensionContext.Namespace.create(NeedsNode.class)));
  }
}

package io.mesher.ws.stream;

import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TopicWriter;
import io.mesher.ws.fixture.Service;
import io.mesher.ws.fixture.StreamRequest;
import io.mesher.ws.fixture.TestSocket;
import io.mesher.ws.fixture.Viewer;
import io.vertx.core.http.WebSocketConnectOptions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** For each test a project, a member who watches it, and what writes to the topics. */
abstract class WatchedProject {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  final TopicWriter writer = new TopicWriter();
  TestProject project;
  Viewer viewer;

  @BeforeEach
  void someoneWithAProject() {
    Service.awaitReady();
    project = TestProject.create();
    viewer = Viewer.memberOf(project);
  }

  @AfterEach
  void closeWriter() {
    writer.close();
  }

  /** The viewer's stream of the project. */
  TestSocket open() {
    return TestSocket.open(asBearer(viewer.token(), project.slug()));
  }

  WebSocketConnectOptions asBearer(String token, String name) {
    return StreamRequest.withToken(port, name, token);
  }
}

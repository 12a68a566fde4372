package io.mesher.ws.stream;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.issue.IssueChanged;
import io.mesher.contracts.topic.Topic;
import io.mesher.ws.feed.TopicListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Changes of issues on their way to sockets, each once and none behind a newer one. */
@ApplicationScoped
class IssueChanges implements TopicListener {
  private static final RecordCodec<IssueChanged> CODEC = RecordCodec.json(IssueChanged.class);

  private final StreamClients clients;
  private final IssueCounts counts;
  private final NewestVersions<UUID> newest;

  IssueChanges(StreamClients clients, IssueCounts counts, StreamConfig config) {
    this.clients = clients;
    this.counts = counts;
    this.newest = new NewestVersions<>(config.rememberedIds());
  }

  @Override
  public Topic topic() {
    return Topic.ISSUES_CHANGED;
  }

  @Override
  public void onRecord(byte[] value) {
    var change = CODEC.decode(value);
    if (newest.isNewer(change.issueId(), change.version())) {
      clients.publish(change.projectId(), StreamMessage.Issue.of(change));
      counts.changed(change.projectId());
    }
  }
}

package io.mesher.api.alert.delivery;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A name server that gives each question for an IPv4 address the next answer, the last for ever.
 */
final class NameServer implements AutoCloseable {
  private final NioEventLoopGroup threads = new NioEventLoopGroup(1);
  private final Deque<String> answers;
  private final Channel channel;

  private NameServer(List<String> answers) {
    this.answers = new ArrayDeque<>(answers);
    this.channel =
        new Bootstrap()
            .group(threads)
            .channel(NioDatagramChannel.class)
            .handler(new Pipeline())
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  static NameServer answering(String... addresses) {
    return new NameServer(List.of(addresses));
  }

  InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** On the one thread of the channel. */
  private String next() {
    return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
  }

  private final class Pipeline extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel opened) {
      opened
          .pipeline()
          .addLast(new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder(), new Answers());
    }
  }

  private final class Answers extends SimpleChannelInboundHandler<DatagramDnsQuery> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
      DnsQuestion question = query.recordAt(DnsSection.QUESTION);
      var response = new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
      response.addRecord(DnsSection.QUESTION, question);
      if (question.type().equals(DnsRecordType.A)) {
        var address = NetUtil.createByteArrayFromIpAddressString(next());
        response.addRecord(
            DnsSection.ANSWER,
            new DefaultDnsRawRecord(
                question.name(), DnsRecordType.A, 0, Unpooled.wrappedBuffer(address)));
      }
      context.writeAndFlush(response);
    }
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    threads.shutdownGracefully().syncUninterruptibly();
  }
}

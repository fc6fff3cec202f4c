// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.geoip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes small address files in the format of MaxMind (version 2.0), for the local platform and for
 * tests: a tree of 32-bit records over IPv6 with the IPv4 networks below {@code ::/96}.
 */
public final class MmdbFile {

  private static final byte[] MARKER =
      "\u00AB\u00CD\u00EFMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
  private static final int IPV4_PREFIX = 96;
  private static final int SEPARATOR = 16;
  private static final int EMPTY = -1;

  private record Entry(byte[] address, int prefix, Map<String, Object> fields) {}

  private final String type;
  private final long built;
  private final List<Entry> entries = new ArrayList<>();
  private final List<int[]> nodes = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /**
   * An empty file.
   *
   * @param type such as {@code DBIP-ASN-Lite}
   * @param built seconds of the Unix epoch
   */
  public MmdbFile(String type, long built) {
    this.type = type;
    this.built = built;
  }

  /** A network as merged files have it. */
  public MmdbFile add(String network, String country, long asn, String organisation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("country", Map.of("iso_code", country));
    fields.put("autonomous_system_number", asn);
    fields.put("autonomous_system_organization", organisation);
    return add(network, fields);
  }

  /**
   * A network with any fields; longer prefixes win over shorter ones, whatever the order.
   *
   * @param network such as {@code 192.0.2.0/24}
   * @param fields texts, {@code long} numbers of 32 bits without sign, and maps of these
   */
  public MmdbFile add(String network, Map<String, Object> fields) {
    int slash = network.indexOf('/');
    int prefix = Integer.parseInt(network.substring(slash + 1));
    try {
      byte[] address = InetAddress.getByName(network.substring(0, slash)).getAddress();
      boolean ipv4 = address.length == 4;
      byte[] wide = ipv4 ? ByteBuffer.allocate(16).put(12, address).array() : address;
      entries.add(new Entry(wide, ipv4 ? prefix + IPV4_PREFIX : prefix, fields));
      return this;
    } catch (IOException e) {
      throw new IllegalArgumentException("not a network", e);
    }
  }

  /** Writes the file; one of the same name is replaced in one step. */
  public void write(Path file) throws IOException {
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    Files.write(whole, bytes());
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The bytes of the file. */
  public byte[] bytes() {
    nodes.clear();
    data.reset();
    nodes.add(new int[] {EMPTY, EMPTY});
    entries.sort(Comparator.comparingInt(Entry::prefix));
    for (Entry entry : entries) {
      insert(entry, offsetOf(entry.fields()));
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      file.writeBytes(number(pointer(node[0])));
      file.writeBytes(number(pointer(node[1])));
    }
    file.writeBytes(new byte[SEPARATOR]);
    file.writeBytes(data.toByteArray());
    file.writeBytes(MARKER);
    data.reset();
    value(metadata());
    file.writeBytes(data.toByteArray());
    return file.toByteArray();
  }

  /** Leaves are kept as numbers below EMPTY while the number of nodes is not known. */
  private long pointer(int child) {
    if (child == EMPTY) {
      return nodes.size();
    }
    return child >= 0 ? child : nodes.size() + SEPARATOR + (long) (EMPTY - 1 - child);
  }

  private int offsetOf(Map<String, Object> fields) {
    int offset = data.size();
    value(fields);
    return offset;
  }

  private void insert(Entry entry, int offset) {
    int node = 0;
    for (int depth = 0; depth < entry.prefix() - 1; depth++) {
      int bit = bit(entry.address(), depth);
      int child = nodes.get(node)[bit];
      if (child < 0) {
        // what held for the whole network holds for both of its halves
        nodes.add(new int[] {child, child});
        child = nodes.size() - 1;
        nodes.get(node)[bit] = child;
      }
      node = child;
    }
    nodes.get(node)[bit(entry.address(), entry.prefix() - 1)] = EMPTY - 1 - offset;
  }

  private static int bit(byte[] address, int depth) {
    return address[depth / 8] >> (7 - depth % 8) & 1;
  }

  private Map<String, Object> metadata() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("binary_format_major_version", 2);
    metadata.put("binary_format_minor_version", 0);
    metadata.put("build_epoch", BigInteger.valueOf(built));
    metadata.put("database_type", type);
    metadata.put("description", Map.of("en", "Networks of a local platform or a test"));
    metadata.put("ip_version", 6);
    metadata.put("languages", List.of());
    metadata.put("node_count", (long) nodes.size());
    metadata.put("record_size", 32);
    return metadata;
  }

  private void value(Object value) {
    if (value instanceof Map<?, ?> map) {
      head(7, map.size());
      map.forEach(
          (key, member) -> {
            value(key);
            value(member);
          });
    } else if (value instanceof List<?> list) {
      head(11, list.size());
      list.forEach(this::value);
    } else if (value instanceof Integer number) {
      head(5, 2);
      data.write(number >> 8);
      data.write(number);
    } else if (value instanceof Long number) {
      head(6, 4);
      data.writeBytes(number(number));
    } else if (value instanceof BigInteger number) {
      head(9, 8);
      data.writeBytes(ByteBuffer.allocate(8).putLong(number.longValue()).array());
    } else {
      byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
      head(2, text.length);
      data.writeBytes(text);
    }
  }

  private void head(int kind, int size) {
    int length = size < 29 ? size : size < 285 ? 29 : 30;
    data.write((kind > 7 ? 0 : kind << 5) | length);
    if (kind > 7) {
      data.write(kind - 7);
    }
    if (length == 29) {
      data.write(size - 29);
    }
    if (length == 30) {
      data.write(size - 285 >> 8);
      data.write(size - 285);
    }
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(4).putInt((int) value).array();
  }
}

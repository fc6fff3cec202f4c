// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;

/**
 * Inputs of the nettests that need some: files for Psiphon and Tor, rows for a VPN service. None of
 * them leads anywhere; probes of a local run see their form.
 */
final class SeedProbeInputs {

  private static final List<String> FILES = List.of("psiphon.json", "tor-targets.json");
  private static final String PROVIDER = "riseupvpn";
  private static final int ENDPOINTS = 6;

  private SeedProbeInputs() {}

  /** Writes the files that are absent; those that somebody has put there stay. */
  static void write(Path directory) {
    try {
      Files.createDirectories(directory);
      for (String file : FILES) {
        Path target = directory.resolve(file);
        if (Files.notExists(target)) {
          Path part = directory.resolve(file + ".part");
          try (InputStream stream = SeedProbeInputs.class.getResourceAsStream("/seed/" + file)) {
            Files.copy(stream, part, StandardCopyOption.REPLACE_EXISTING);
          }
          Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    } catch (IOException e) {
      throw new RunFailure("Cannot write to " + directory + ": " + e.getMessage(), e);
    }
  }

  /** Inserts the VPN service with its endpoints. */
  static void insert(Connection connection) throws SQLException {
    String provider =
        """
        INSERT INTO vpn_provider (provider_name, openvpn_ca, openvpn_cert, openvpn_key)
        VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """;
    try (PreparedStatement statement = connection.prepareStatement(provider)) {
      statement.setString(1, PROVIDER);
      statement.setString(2, pem("CERTIFICATE", "demo authority"));
      statement.setString(3, pem("CERTIFICATE", "demo certificate"));
      statement.setString(4, pem("PRIVATE KEY", "demo key"));
      statement.executeUpdate();
    }
    String endpoint =
        """
        INSERT INTO vpn_endpoint (provider_name, protocol, address, transport)
        VALUES (?, 'openvpn', ?, ?)
        ON CONFLICT DO NOTHING
        """;
    try (PreparedStatement statement = connection.prepareStatement(endpoint)) {
      for (int i = 1; i <= ENDPOINTS; i++) {
        statement.setString(1, PROVIDER);
        statement.setString(2, "192.0.2." + i + ":1194");
        statement.setString(3, i % 2 == 0 ? "tcp" : "udp");
        statement.executeUpdate();
      }
    }
  }

  private static String pem(String kind, String content) {
    String text = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text);
  }
}

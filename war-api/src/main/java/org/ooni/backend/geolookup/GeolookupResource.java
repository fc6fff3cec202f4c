// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.geolookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import org.ooni.backend.clientaddress.AddressText;
import org.ooni.backend.geoip.GeoLookup;
import org.ooni.backend.geoip.Place;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.requestbody.SmallBody;

/** {@code POST /api/v1/geolookup}: the place of each address of a list (probe services 3.12). */
@Path("/api/v1/geolookup")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class GeolookupResource {

  private static final int MOST_ADDRESSES = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject GeoLookup geo;
  @Context HttpHeaders headers;

  /** Looks all of them up; {@code ZZ} and nulls stand for an address without a place. */
  @POST
  public Response lookup(InputStream body) throws IOException {
    JsonNode addresses = addresses(SmallBody.checkedObject(headers, body));
    ObjectNode answer = JSON.createObjectNode().put("v", 1);
    ObjectNode places = answer.putObject("geolocation");
    for (JsonNode address : addresses) {
      if (!address.isTextual()) {
        throw new Unprocessable("body", "addresses", "Each address must be a text");
      }
      put(places.putObject(address.textValue()), place(address.textValue()));
    }
    return Response.ok(answer.toString()).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }

  private Place place(String text) {
    InetAddress address =
        AddressText.parse(text)
            .orElseThrow(
                () ->
                    new Unprocessable(
                        "body", "addresses", "Each address must be one of IPv4 or IPv6"));
    // one of IPv4 in the clothes of IPv6 has no place of its own
    boolean mapped = address instanceof Inet4Address && text.contains(":");
    return mapped ? Place.UNKNOWN : geo.lookup(address);
  }

  private static void put(ObjectNode entry, Place place) {
    entry.put("cc", place.country().code());
    entry.put("asn", place.asn().isUnknown() ? null : (Long) place.asn().number());
    entry.put("as_name", place.network().orElse(null));
  }

  private static JsonNode addresses(JsonNode request) {
    JsonNode addresses = request.path("addresses");
    if (!addresses.isArray()) {
      throw new Unprocessable("body", "addresses", "A list of addresses is needed");
    }
    if (addresses.size() > MOST_ADDRESSES) {
      throw new BadRequest("Too many addresses: at most " + MOST_ADDRESSES + " at once.");
    }
    return addresses;
  }
}

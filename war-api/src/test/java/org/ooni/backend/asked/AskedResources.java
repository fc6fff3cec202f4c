// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.asked;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.ooni.backend.problem.HttpErrorMapper;
import org.ooni.backend.problem.ProblemMapper;
import org.ooni.backend.problem.UnexpectedErrorMapper;

/** Some resources, with the errors of the application, asked without a server. */
public final class AskedResources {

  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();

  /** These resources and no others. */
  public AskedResources(Object... resources) {
    for (Object resource : resources) {
      dispatcher.getRegistry().addSingletonResource(resource);
    }
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
    dispatcher.getProviderFactory().registerProvider(HttpErrorMapper.class);
    dispatcher.getProviderFactory().registerProvider(UnexpectedErrorMapper.class);
  }

  /** Asks for an address. */
  public Reply get(String pathAndQuery, Map<String, String> headers) {
    try {
      return send(MockHttpRequest.get(pathAndQuery), headers);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Posts JSON, in which single quotes stand for double ones. */
  public Reply post(String path, String json, Map<String, String> headers) {
    try {
      byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      return send(MockHttpRequest.post(path).content(body), headers);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private Reply send(MockHttpRequest request, Map<String, String> headers) {
    headers.forEach(request::header);
    MockHttpResponse response = new MockHttpResponse();
    dispatcher.invoke(request, response);
    String text = new String(response.getOutput(), StandardCharsets.UTF_8);
    return new Reply(response.getStatus(), text, response);
  }
}

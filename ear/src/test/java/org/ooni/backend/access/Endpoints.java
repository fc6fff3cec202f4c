// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.access;

import com.tngtech.archunit.base.HasDescription;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The endpoints that the classes of the web applications define. */
final class Endpoints {

  private Endpoints() {}

  /** Those of a module, as {@code METHOD /path}. */
  static Set<String> of(String module, String contextRoot) {
    java.nio.file.Path classes =
        java.nio.file.Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .resolve("..")
            .resolve(module)
            .resolve("target/classes")
            .normalize();
    Set<String> endpoints = new TreeSet<>();
    for (JavaClass type : new ClassFileImporter().importPath(classes)) {
      Optional<String> root = path(type);
      if (root.isPresent()) {
        type.getMethods().forEach(method -> add(endpoints, contextRoot + "/" + root.get(), method));
      }
    }
    return endpoints;
  }

  private static void add(Set<String> endpoints, String root, JavaMethod method) {
    String path = root + "/" + path(method).orElse("");
    String plain = path.replaceAll("/+", "/").replaceFirst("(?<=.)/$", "");
    for (JavaAnnotation<?> annotation : method.getAnnotations()) {
      annotation
          .getRawType()
          .tryGetAnnotationOfType(HttpMethod.class)
          .ifPresent(verb -> endpoints.add(new Endpoint(verb.value(), plain).toString()));
    }
  }

  private static <T extends HasAnnotations<T> & HasDescription> Optional<String> path(T holder) {
    return holder.tryGetAnnotationOfType(Path.class).map(Path::value);
  }
}

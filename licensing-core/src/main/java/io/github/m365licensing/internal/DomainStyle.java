package io.github.m365licensing.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * The house style of generated values: the generated class stays package-private and users see only
 * the abstract type and its builder.
 */
@Target({ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
    jdkOnly = true,
    jdk9Collections = false,
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    defaultAsDefault = true,
    allowedClasspathAnnotations = {javax.annotation.processing.Generated.class})
public @interface DomainStyle {}

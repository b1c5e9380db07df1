package io.github.m365licensing.internal.lines;

/**
 * What the header of a file says. A file of another major version is not read; fields that a later
 * minor version adds are passed over.
 *
 * @param name the format
 * @param major rises when files of before cannot be read any more, or a kind of line is added
 * @param minor rises when fields are added
 */
public record LineFormat(String name, int major, int minor) {

  String version() {
    return major + "." + minor;
  }
}

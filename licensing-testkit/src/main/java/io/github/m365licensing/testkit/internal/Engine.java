package io.github.m365licensing.testkit.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * What the service does: the store, the rules and the time behind both doors. Thread-safe: one
 * write at a time, reads without waiting.
 */
public final class Engine {

  private final ReentrantLock lock = new ReentrantLock();
  private final VirtualTime time;
  private final StoredOrganization organization;
  private final IdSource ids;
  private final Seats seats;
  private final Directory directory;
  private final DirectoryReads reads;
  private final DirectoryReads staleReads;
  private final UserWrites users;
  private final GroupWrites groups;
  private final DirectLicensing licensing;
  private final GroupLicensing groupLicensing;
  private final Views views;
  private volatile List<StoredDevice> devices = List.of();

  Engine(VirtualTime time, long seed, StoredOrganization organization) {
    this.time = time;
    this.ids = new IdSource(seed);
    this.seats = new Seats(() -> false);
    this.directory = new Directory(time, seats);
    this.organization = organization;
    this.reads = new DirectoryReads(this, false);
    this.staleReads = new DirectoryReads(this, true);
    this.users = new UserWrites(this);
    this.groups = new GroupWrites(this);
    this.licensing = new DirectLicensing(this);
    this.groupLicensing = new GroupLicensing(this);
    this.views = new Views(seats);
  }

  /** The tenant's time. */
  public VirtualTime time() {
    return time;
  }

  IdSource ids() {
    return ids;
  }

  Seats seats() {
    return seats;
  }

  Directory directory() {
    return directory;
  }

  DirectoryReads reads() {
    return reads;
  }

  /** Reads that show objects as they were before the last write. */
  DirectoryReads staleReads() {
    return staleReads;
  }

  UserWrites users() {
    return users;
  }

  GroupWrites groups() {
    return groups;
  }

  DirectLicensing licensing() {
    return licensing;
  }

  GroupLicensing groupLicensing() {
    return groupLicensing;
  }

  /** The tenant itself. */
  public StoredOrganization organization() {
    return organization;
  }

  List<StoredDevice> devices() {
    return devices;
  }

  void devices(List<StoredDevice> all) {
    devices = all.stream().sorted(Comparator.comparing(device -> device.device().id())).toList();
  }

  /** What a door needs to show stored objects in the words of the port. */
  public Views views() {
    return views;
  }

  /** Whether a licence of the group is in error for one of its members. */
  public boolean hasMembersWithLicenseErrors(StoredGroup group) {
    try (Stream<StoredUser> members = reads.membersWithLicenseErrors(group.id())) {
      return members.findAny().isPresent();
    }
  }

  /** The user as the last write left it. */
  StoredUser current(StoredUser seen) {
    StoredUser current = directory.userRow(seen.objectId()).map(Row::current).orElse(null);
    if (current == null || current.isDeleted()) {
      throw Refusals.notFound(seen.id().toString());
    }
    return current;
  }

  /** The group as the last write left it. */
  StoredGroup current(StoredGroup seen) {
    StoredGroup current = directory.groupRow(seen.objectId()).map(Row::current).orElse(null);
    if (current == null || current.isDeleted()) {
      throw Refusals.notFound(seen.id().toString());
    }
    return current;
  }

  /** The living object with this id or user principal name, as the last write left it. */
  Optional<StoredObject> findCurrent(String idOrName) {
    StoredObject user = directory.userRow(idOrName).map(Row::current).orElse(null);
    if (user != null) {
      return Optional.of(user);
    }
    return Directory.guid(idOrName).flatMap(directory::groupRow).map(Row::current);
  }

  GraphFailure conflict() {
    return Refusals.conflict(409);
  }

  /** Has the service do something that nobody asked for through a door. */
  void runUnderLock(Write<?> write) {
    lock.lock();
    try {
      write.runOn(this);
    } finally {
      lock.unlock();
    }
  }

  ReentrantLock lock() {
    return lock;
  }
}

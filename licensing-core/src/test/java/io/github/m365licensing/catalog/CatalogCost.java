package io.github.m365licensing.catalog;

import java.lang.management.ManagementFactory;

/** Prints what the bundled catalogue costs in a fresh JVM: time to the first product, and heap. */
final class CatalogCost {

  private CatalogCost() {}

  public static void main(String[] args) throws InterruptedException {
    long before = usedHeap();
    long cpuStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long start = System.nanoTime();
    SkuCatalog catalog = SkuCatalog.bundled();
    long cold = System.nanoTime() - start;
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuStart;
    long after = usedHeap();
    System.out.printf(
        "cold %.1f ms (%.1f ms of CPU), heap %.2f MiB, %d products, %d plans%n",
        cold / 1e6,
        cpu / 1e6,
        (after - before) / 1048576.0,
        catalog.products().size(),
        catalog.servicePlans().size());
  }

  private static long usedHeap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(20);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}

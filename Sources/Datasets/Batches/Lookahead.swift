internal import Glibc

/// Elements of a numbered sequence, made ahead of their reader by threads: no element depends on how many there are.
///
///     let images = Lookahead(capacity: 512, end: count) { number in try decode(number) }
///     for number in 0..<count { use(try images.element(number)) }
///
/// At most `capacity` elements beyond the last one that was read are made or being made. A reader that goes on somewhere else than at
/// the next number gets that one all the same; what was made ahead is then thrown away. Readers take turns; threads start with the first
/// read and end with the last reference.
package final class Lookahead<Element: Sendable>: Sendable {
  /// Threads that make elements, unless told.
  package static var threads: Int { 2 }

  private let queue: LookaheadQueue<Element>, threads: Int

  /// - Parameters:
  ///   - end: numbers from here on are never made ahead.
  ///   - make: the element of a number, the same whenever it is asked for.
  package init(
    capacity: Int, end: Int = .max, threads: Int = threads, make: @escaping @Sendable (Int) throws(DatasetError) -> Element
  ) {
    precondition(capacity > 0 && threads > 0, "something is made ahead by somebody")
    queue = LookaheadQueue(capacity: capacity, end: end, make: make)
    self.threads = threads
  }

  deinit { queue.stop() }

  /// The element, as soon as it is made. Throws what making it throws.
  package func element(_ number: Int) throws(DatasetError) -> Element { try queue.take(number, threads: threads).get() }

  /// How long readers have waited for elements that were not made yet.
  package var waited: Duration { queue.waited }
}

/// What reader and threads share. All that changes is touched under the lock alone.
private final class LookaheadQueue<Element: Sendable>: @unchecked Sendable {
  private let capacity, end: Int
  private let make: @Sendable (Int) throws(DatasetError) -> Element
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  /// Held by a reader until it has its element.
  private let turn = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  /// Told when there is more to make, and when an element is made.
  private let work = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let done = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// The number that is read next, and the one that is made next.
  private var next = 0, claimed = 0
  private var ready: [Int: Result<Element, DatasetError>] = [:]
  /// Raised where the reader jumps: what was begun before is nobody's any more.
  private var generation = 0
  private var running = 0, stops = false
  private var total = Duration.zero

  init(capacity: Int, end: Int, make: @escaping @Sendable (Int) throws(DatasetError) -> Element) {
    (self.capacity, self.end, self.make) = (capacity, end, make)
    pthread_mutex_init(lock, nil)
    pthread_mutex_init(turn, nil)
    pthread_cond_init(work, nil)
    pthread_cond_init(done, nil)
  }

  deinit {
    pthread_cond_destroy(work)
    pthread_cond_destroy(done)
    pthread_mutex_destroy(lock)
    pthread_mutex_destroy(turn)
    work.deallocate()
    done.deallocate()
    lock.deallocate()
    turn.deallocate()
  }

  var waited: Duration {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return total
  }

  func stop() {
    pthread_mutex_lock(lock)
    stops = true
    pthread_cond_broadcast(work)
    pthread_mutex_unlock(lock)
  }

  func take(_ number: Int, threads: Int) -> Result<Element, DatasetError> {
    pthread_mutex_lock(turn)
    pthread_mutex_lock(lock)
    defer {
      pthread_mutex_unlock(lock)
      pthread_mutex_unlock(turn)
    }
    if number != next {
      generation += 1
      ready.removeAll(keepingCapacity: true)
      (next, claimed) = (number, number)
      pthread_cond_broadcast(work)
    }
    if running == 0 { start(threads) }
    if ready[number] == nil {
      // Beyond the end, and where the system has no thread left, the reader makes it itself.
      if number >= end || running == 0 {
        (next, claimed) = (number + 1, max(claimed, number + 1))
        return made(number)
      }
      let clock = ContinuousClock(), began = clock.now
      while ready[number] == nil { pthread_cond_wait(done, lock) }
      total += clock.now - began
    }
    guard let element = ready.removeValue(forKey: number) else { preconditionFailure("readers take turns") }
    next = number + 1
    pthread_cond_signal(work)
    return element
  }

  private func start(_ threads: Int) {
    for _ in 0..<threads {
      var thread = pthread_t()
      let context = Unmanaged.passRetained(ThreadBody { self.serve() })
      let code = pthread_create(
        &thread, nil,
        { context in
          if let context { Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run() }
          return nil
        }, context.toOpaque())
      guard code == 0 else { return context.release() }
      pthread_detach(thread)
      running += 1
    }
  }

  private func serve() {
    pthread_mutex_lock(lock)
    while !stops {
      guard claimed < end, claimed - next < capacity else {
        pthread_cond_wait(work, lock)
        continue
      }
      let number = claimed, begun = generation
      claimed += 1
      pthread_mutex_unlock(lock)
      let element = made(number)
      pthread_mutex_lock(lock)
      if begun == generation {
        ready[number] = element
        pthread_cond_signal(done)
      }
    }
    pthread_mutex_unlock(lock)
  }

  private func made(_ number: Int) -> Result<Element, DatasetError> {
    do throws(DatasetError) { return .success(try make(number)) } catch { return .failure(error) }
  }
}

/// What a thread does, handed over as one reference.
private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

// One stream for all windows of this browser. Browsers allow six connections to a host, and six windows, one per persona, would use them all up;
// so one window listens and tells the others. When it is closed, the next one takes over.
"use strict";

class SharedStream extends EventTarget {
  readyState = EventSource.OPEN;
  #told = new BroadcastChannel("collabbot-stream");
  #stop = () => {};

  constructor(address) {
    super();
    this.#told.onmessage = event => this.#emit(event.data);
    navigator.locks.request("collabbot-stream", () => new Promise(done => {
      const source = new EventSource(address);
      source.onmessage = event => { this.#told.postMessage(event.data); this.#emit(event.data); };
      this.#stop = () => { source.close(); done(); };
    }));
  }

  close() {
    this.readyState = EventSource.CLOSED;
    this.#told.close();
    this.#stop();
  }

  // "hello <run>" greets after each connect, and an unknown run means a restart; everything else is the name of what changed
  #emit(text) {
    const [name, run] = text.split(" ");
    if (name === "hello" && run !== document.body.dataset.run) location.reload();
    this.dispatchEvent(new MessageEvent(name));
  }
}

htmx.createEventSource = address => new SharedStream(address);

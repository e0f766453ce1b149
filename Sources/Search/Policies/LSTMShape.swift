/// Where an LSTM policy's tensors lie in its one array of parameters.
///
/// T tokens (the start, then the candidates of every choice but the last), E numbers of an embedding, U units, G = 4U gate values in
/// PyTorch's order: input, forget, cell, output.
package struct LSTMShape: Hashable, Sendable {
  /// Candidates of each choice.
  package let candidates: [Int]
  package let units, embedding: Int

  package init(candidates: [Int], units: Int, embedding: Int) {
    self.candidates = candidates
    self.units = units
    self.embedding = embedding
    var token = 1
    tokens = candidates.map { count in
      defer { token += count }
      return token
    }
    embeddings = token - (candidates.last ?? 0)
    var offset = embeddings * embedding + (embedding + units + 1) * 4 * units
    heads = candidates.map { count in
      defer { offset += count * (units + 1) }
      return offset
    }
    count = offset
  }

  /// G.
  package var gates: Int { 4 * units }
  /// T × E at 0, the start token first: T.
  package let embeddings: Int
  /// The token of each choice's candidate 0; the last choice's are nobody's input.
  package let tokens: [Int]
  /// E × G: from embedding to gates.
  package var input: Int { embeddings * embedding }
  /// U × G: from the state before to gates.
  package var recurrent: Int { input + embedding * gates }
  /// G; one bias, where PyTorch adds two.
  package var bias: Int { recurrent + units * gates }
  /// Of each choice with m candidates: m × U weights, then m biases.
  package let heads: [Int]
  /// All parameters.
  package let count: Int
}

import Datasets
import Digests
import FoundationEssentials
import Testing

@Suite struct DataSourceTests {
  @Test(arguments: [
    (DataSource.fashionMNIST(), #"{"name":"fashion-mnist"}"#), (.cifar10(folder: "a/b"), #"{"folder":"a/b","name":"cifar10"}"#),
    (.cifar100(), #"{"name":"cifar100"}"#),
    (
      .synthetic(SyntheticImages(seed: 3, training: 40, test: 20, height: 8, width: 6, channels: 3, classes: 4)),
      #"{"channels":3,"classes":4,"height":8,"name":"synthetic","seed":3,"test":20,"training":40,"width":6}"#
    ),
  ])
  func isOneFlatObject(source: DataSource, text: String) throws {
    #expect(try CanonicalJSON.text(source) == text)
    #expect(try JSONDecoder().decode(DataSource.self, from: Data(text.utf8)) == source)
  }

  @Test func unknownNamesAreRefusedWithTheKnownOnes() {
    let error = #expect(throws: DecodingError.self) { try JSONDecoder().decode(DataSource.self, from: Data(#"{"name":"mnist"}"#.utf8)) }
    #expect("\(String(describing: error))".contains("fashion-mnist, cifar10, cifar100, synthetic, image-folder, image-pairs or declared"))
  }
}

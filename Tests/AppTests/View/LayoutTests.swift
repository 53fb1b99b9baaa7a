import Screen
import Testing

@testable import App

@Suite struct LayoutTests {
    private static func layout(_ width: Int, _ height: Int, _ keys: String = "") -> Layout {
        var bench = Bench("[a] b", width: width, height: height)
        bench.type(keys)
        return Layout(bench.model)
    }

    @Test(arguments: [
        (39, 8, Layout.Kind.tooSmall), (40, 7, .tooSmall), (40, 8, .watch), (59, 24, .watch),
        (80, 11, .watch),
        (60, 12, .list), (80, 24, .list), (149, 48, .list), (150, 12, .columns), (160, 48, .columns),
    ]) func kindsBySize(_ width: Int, _ height: Int, _ kind: Layout.Kind) {
        #expect(Self.layout(width, height).kind == kind)
    }

    @Test func thePreviewGoesWhereThereIsRoom() {
        #expect(Self.layout(80, 24).preview.width == 0)
        #expect(Self.layout(100, 36).preview.y > Self.layout(100, 36).list.y)
        let wide = Self.layout(160, 48)
        #expect(wide.preview.x > wide.list.x)
        #expect(wide.list.width >= 60)
        #expect(wide.projects.width == 22)
        #expect(Self.layout(160, 48, "p").preview.width == 0)
        #expect(Self.layout(80, 24, "p").preview.height >= 3)
        #expect(Self.layout(160, 48, "P P").preview.y > Self.layout(160, 48, "P P").list.y)
    }

    @Test func nothingOverlapsAndNothingSticksOut() {
        for width in stride(from: 40, through: 220, by: 9) {
            for height in stride(from: 8, through: 70, by: 5) {
                for keys in ["", "p", "P", "P P", "w"] {
                    let layout = Self.layout(width, height, keys)
                    let parts = [
                        layout.header, layout.strip, layout.projects, layout.list, layout.previewBorder,
                        layout.preview, layout.people, layout.status, layout.keys,
                    ].filter { $0.width > 0 && $0.height > 0 }
                    #expect(layout.list.height > 0)
                    for (index, part) in parts.enumerated() {
                        #expect(part.x >= 0 && part.y >= 0 && part.x + part.width <= width)
                        #expect(part.y + part.height <= height, "\(width)x\(height) \(keys)")
                        for other in parts.dropFirst(index + 1) {
                            let apart =
                                part.x + part.width <= other.x || other.x + other.width <= part.x
                                || part.y + part.height <= other.y || other.y + other.height <= part.y
                            #expect(apart, "\(width)x\(height) \(keys)")
                        }
                    }
                }
            }
        }
    }
}

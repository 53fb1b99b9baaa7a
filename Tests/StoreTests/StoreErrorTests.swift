import GRDB
import Testing

@testable import Store

@Suite struct StoreErrorTests {
    @Test func eachCodeOfSQLiteIsItsOwnSentence() {
        func of(_ code: ResultCode) -> StoreError {
            StoreError(DatabaseError(resultCode: code), path: "/f", .using)
        }
        #expect(of(.SQLITE_FULL) == .full(path: "/f"))
        #expect(of(.SQLITE_READONLY) == .readOnly(path: "/f"))
        #expect(of(.SQLITE_BUSY) == .locked(path: "/f"))
        #expect(of(.SQLITE_CORRUPT) == .corrupt(path: "/f"))
        #expect(of(.SQLITE_NOTADB) == .corrupt(path: "/f"))
        #expect(StoreError(StoreError.full(path: "/g"), path: "/f", .opening) == .full(path: "/g"))
        for error in [
            StoreError.full(path: "/f"), .readOnly(path: "/f"), .locked(path: "/f"), .corrupt(path: "/f"),
            .newer(path: "/f", version: 9), .damaged(path: "/f", movedTo: "/g"),
            .cannotOpen(path: "/f", reason: "r"), .cannotWrite(path: "/f", reason: "r"),
        ] {
            #expect(error.description.contains("/f"))
            #expect(error.description.hasSuffix("."))
            #expect(!error.description.contains("\n"))
        }
    }

    @Test func aFaultOfTheFileIsToldFromOneOfTheWrite() {
        #expect(StoreError(DatabaseError(resultCode: .SQLITE_FULL), path: "/f", .using).isOfTheFile)
        #expect(
            !StoreError(
                DatabaseError(resultCode: .SQLITE_CONSTRAINT, message: "NOT NULL"), path: "/f", .using
            )
            .isOfTheFile)
    }

    @Test func onlyANewerFileStaysUnfitForThisProgram() {
        #expect(StoreError.locked(path: "/f").mayPass && StoreError.full(path: "/f").mayPass)
        #expect(!StoreError.newer(path: "/f", version: 9).mayPass)
    }
}

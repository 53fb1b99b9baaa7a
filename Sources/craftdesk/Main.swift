import ArgumentParser
import TOMLKit

@main struct Main: ParsableCommand {}
